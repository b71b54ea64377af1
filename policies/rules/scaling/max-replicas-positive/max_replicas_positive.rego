# METADATA
# title: Allow at least one replica
# description: >-
#   With `maxReplicas: 0` nothing may ever run, not even when requests come. To let a deployment sleep between
#   requests, the least replicas are 0, not the most.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.operations.scaling.maxReplicas` to 1 or more. To take a deployment out of service, delete it.
#   controls: []
package modelspec.rules.scaling["max-replicas-positive"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.operations.scaling.maxReplicas == 0
	finding := _fail({
		"path": ["spec", "operations", "scaling", "maxReplicas"],
		"message": "At most 0 replicas may run, so the model never does.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
