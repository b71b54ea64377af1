# METADATA
# title: Hold no more accelerators together than allowed
# description: >-
#   `count` is that of one replica. A deployment that has grown to `maxReplicas` holds so many times as much, and that
#   is what has to be there, and to be paid. `max` itself is allowed. Without `maxReplicas` the total cannot be told:
#   that is left to `scaling/bounds-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
#     description: Kubernetes, scheduling GPUs
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.4.5 on the computing resources of an AI system
# custom:
#   severity: medium
#   remediation: >-
#     Lower `spec.operations.scaling.maxReplicas` or `spec.runtime.accelerator.count`, or agree on a larger share and
#     raise `max` in the profile.
#   controls:
#     - iso-42001/a.4.5
#     - soc-2/a1.1
#   parameters:
#     max:
#       description: The most accelerators that all replicas of a deployment may hold together.
#       type: integer
#       minimum: 1
#       default: 256
package modelspec.rules.accelerators["total-max"]

import data.modelspec.lib.result

report contains finding if {
	replicas := input.spec.operations.scaling.maxReplicas
	each := input.spec.runtime.accelerator.count
	replicas * each > _max
	finding := _fail({
		"path": ["spec", "operations", "scaling", "maxReplicas"],
		"message": $"{replicas} replicas with {each} accelerators each hold more than {_max}, the limit.",
	})
}

_max := data.params.accelerators["total-max"].max

_fail(details) := result.fail(rego.metadata.chain(), details)
