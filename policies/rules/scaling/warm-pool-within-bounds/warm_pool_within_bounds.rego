# METADATA
# title: Keep no more warm than may run
# description: >-
#   A replica in the warm pool holds its accelerators so that it can start serving at once. What is kept beyond
#   `maxReplicas` can never serve, and costs as much as if it did. As many as `maxReplicas` are allowed.
# scope: package
# related_resources:
#   - ref: https://knative.dev/docs/serving/autoscaling/scale-to-zero/
#     description: Knative, scale to zero
# custom:
#   severity: medium
#   remediation: >-
#     Lower `spec.operations.scaling.warmPool.size` to what a sudden peak takes, at most to `maxReplicas`.
#   controls: []
package modelspec.rules.scaling["warm-pool-within-bounds"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	scaling := input.spec.operations.scaling
	scaling.warmPool.size > scaling.maxReplicas
	finding := _fail({
		"path": ["spec", "operations", "scaling", "warmPool", "size"],
		"message": $"The warm pool has {texts.counted(scaling.warmPool.size, "replica")}, but at most {scaling.maxReplicas} may ever serve.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
