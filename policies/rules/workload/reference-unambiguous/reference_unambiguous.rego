# METADATA
# title: Name one spec for one workload
# description: >-
#   The annotation `piqc.ai/modelspec` may stand on the workload itself and on its pod template. If the two name
#   different specs, the workload is judged by one of them and its pods, when they are created, by the other: what was
#   approved for neither may then run. Several annotations with the same name are allowed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
#     description: Kubernetes, pod templates
# custom:
#   severity: high
#   remediation: >-
#     Leave the annotation `piqc.ai/modelspec` on the workload, and take it off the pod template or give it the same
#     value there.
#   controls:
#     - iso-42001/a.6.2.5
#     - nist-ai-rmf/govern-1.6
package modelspec.rules.workload["reference-unambiguous"]

import data.modelspec.lib.result
import data.modelspec.lib.workloads

report contains finding if {
	references := input.context.workload.references
	count({reference.name | some reference in references}) > 1
	named := concat(", ", [$"`{reference.name}` at {reference.pointer}" | some reference in references])
	finding := _fail({
		"path": ["metadata", "name"],
		"message": $"{workloads.title} names more than one ModelSpec: {named}.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
