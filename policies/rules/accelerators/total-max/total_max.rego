# METADATA
# title: Hold no more accelerators together than allowed
# description: >-
#   `count` is that of one replica. A deployment that has grown as far as it may, by the greater of `minReplicas` and
#   `maxReplicas`, holds so many times as much, and what is kept warm holds its own besides. That is what has to be there,
#   and to be paid. `max` itself is allowed. A spec that says nothing about replicas is left to `scaling/bounds-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
#     description: Kubernetes, scheduling GPUs
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.4.5 on the computing resources of an AI system
# custom:
#   severity: medium
#   remediation: >-
#     Lower the replicas or the warm pool in `spec.operations.scaling`, or `spec.runtime.accelerator.count`, or agree on a
#     larger share and raise `max` in the profile.
#   controls:
#     - iso-42001/a.4.5
#     - soc-2/a1.1
#   parameters:
#     max:
#       description: The most accelerators that all replicas of a deployment may hold together, with those that are kept warm.
#       type: integer
#       minimum: 1
#       default: 256
package modelspec.rules.accelerators["total-max"]

import data.modelspec.lib.replicas
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	each := input.spec.runtime.accelerator.count
	(_running + replicas.warm) * each > _max
	finding := _fail({
		"path": array.concat(["spec", "operations", "scaling"], _field),
		"message": $"{_all} with {texts.counted(each, "accelerator")} each hold more than {_max}, the limit.",
	})
}

default _running := 0

_running := replicas.most

_field := [replicas.bound] if _running > 0

else := ["warmPool", "size"]

_all := texts.counted(_running, "replica") if replicas.warm == 0

else := $"{texts.counted(replicas.warm, "replica")} kept warm" if _running == 0

else := $"{texts.counted(_running, "replica")} and {replicas.warm} kept warm"

_max := data.params.accelerators["total-max"].max

_fail(details) := result.fail(rego.metadata.chain(), details)
