# METADATA
# title: Say how much processor and memory a replica takes
# description: >-
#   A container without requests is placed on a machine that may have nothing left, and is the first that is stopped
#   when memory runs short: in the middle of loading weights, which pass through main memory on their way to the
#   accelerator.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#     description: Kubernetes, resource management for pods and containers
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.4.5 on the computing resources of an AI system
# custom:
#   severity: medium
#   remediation: >-
#     Set `cpuCores` and `memoryGb` in `spec.runtime.resources`, and give the container the same as request.
#   controls:
#     - iso-42001/a.4.5
#     - eu-ai-act/art-11-1
#     - eu-ai-act/art-13-3-e
#     - iso-42001/a.4.2
#     - soc-2/a1.1
package modelspec.rules.runtime["resources-declared"]

import data.modelspec.lib.result

report contains finding if {
	some field, what in {"cpuCores": "how many cores", "memoryGb": "how much memory"}
	not _declared(field)
	finding := _fail({
		"path": ["spec", "runtime", "resources", field],
		"message": $"The spec does not say {what} a replica takes; resources.{field} must be above 0.",
	})
}

_declared(field) if {
	amount := input.spec.runtime.resources[field]
	is_number(amount)
	amount > 0
}

_fail(details) := result.fail(rego.metadata.chain(), details)
