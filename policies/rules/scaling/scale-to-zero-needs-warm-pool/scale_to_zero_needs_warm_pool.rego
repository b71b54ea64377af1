# METADATA
# title: Keep something warm when nothing runs
# description: >-
#   With `minReplicas: 0` the first request after a pause waits until a machine is found and the weights are loaded,
#   which takes minutes, and mostly times out before. A warm pool, replicas that are loaded but take no part in
#   serving, takes that wait away.
# scope: package
# related_resources:
#   - ref: https://knative.dev/docs/serving/autoscaling/scale-to-zero/
#     description: Knative, scale to zero
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.scaling.warmPool.size` to 1 or more. Or raise `minReplicas` above 0: to 1, or in production to
#     as many as `scaling/availability-in-production` asks for.
#   controls: []
package modelspec.rules.scaling["scale-to-zero-needs-warm-pool"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.operations.scaling.minReplicas == 0
	not _warm
	finding := _fail({
		"path": ["spec", "operations", "scaling", "minReplicas"],
		"message": "The deployment scales to zero and nothing is kept warm; scaling.warmPool.size must be above 0.",
	})
}

_warm if {
	size := input.spec.operations.scaling.warmPool.size
	is_number(size)
	size > 0
}

_fail(details) := result.fail(rego.metadata.chain(), details)
