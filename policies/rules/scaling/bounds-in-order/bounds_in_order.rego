# METADATA
# title: Let the least replicas be no more than the most
# description: >-
#   `minReplicas` above `maxReplicas` describes no deployment at all. An autoscaler refuses it, or takes one of the
#   two for the other, and nobody can tell which. Equal bounds are a fixed number of replicas and in order.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
# custom:
#   severity: high
#   remediation: >-
#     Lower `spec.operations.scaling.minReplicas`, or raise `maxReplicas`, whichever was the slip.
#   controls: []
package modelspec.rules.scaling["bounds-in-order"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	scaling := input.spec.operations.scaling
	scaling.minReplicas > scaling.maxReplicas
	finding := _fail({
		"path": ["spec", "operations", "scaling", "minReplicas"],
		"message": $"At least {texts.counted(scaling.minReplicas, "replica")} must run, but at most {scaling.maxReplicas} may.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
