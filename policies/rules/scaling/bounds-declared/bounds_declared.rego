# METADATA
# title: Say how many replicas may run
# description: >-
#   The least replicas are what a deployment always costs and what it can always serve; the most are what it can cost,
#   and whether there are accelerators for it. Without `minReplicas` and `maxReplicas` neither availability nor cost
#   nor capacity can be checked.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
# custom:
#   severity: medium
#   remediation: >-
#     Set `minReplicas` and `maxReplicas` in `spec.operations.scaling`; the same number for both if it is fixed.
#   controls:
#     - iso-42001/a.4.5
#     - eu-ai-act/art-13-3-e
#     - soc-2/a1.1
package modelspec.rules.scaling["bounds-declared"]

import data.modelspec.lib.result

report contains finding if {
	some field, bound in {"minReplicas": "least", "maxReplicas": "most"}
	not _declared(field)
	finding := _fail({
		"path": ["spec", "operations", "scaling", field],
		"message": $"The spec does not say how many replicas run at the {bound}; scaling.{field} must be a number.",
	})
}

_declared(field) if is_number(input.spec.operations.scaling[field])

_fail(details) := result.fail(rego.metadata.chain(), details)
