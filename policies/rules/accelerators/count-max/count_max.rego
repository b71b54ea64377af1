# METADATA
# title: Ask for no more accelerators than allowed
# description: >-
#   Accelerators are scarce and dear, and a replica that needs more of them than one machine has is hard to place and
#   slow between machines. `count` is that of one replica and may be as high as the limit: `max`, or what `maxByType`
#   says for that accelerator.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
#     description: Kubernetes, schedule GPUs
# custom:
#   severity: medium
#   remediation: >-
#     Lower `spec.runtime.accelerator.count` to the limit, for example with a larger accelerator, a lower precision or a
#     smaller model.
#   controls: []
#   parameters:
#     max:
#       description: The most accelerators that a replica may ask for.
#       type: integer
#       minimum: 0
#       default: 8
#     maxByType:
#       description: >-
#         The same for single accelerators, named vendor/type; it counts instead of `max`. Names that differ only in
#         upper and lower case, `_`, `-` and spaces are the same.
#       type: object
#       propertyNames:
#         pattern: ^[^/]+/[^/]+$
#       additionalProperties:
#         type: integer
#         minimum: 0
#       default: {}
package modelspec.rules.accelerators["count-max"]

import data.modelspec.lib.accelerators
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	accelerator := input.spec.runtime.accelerator
	limit := _limit(accelerator)
	accelerator.count > limit
	finding := _fail({
		"path": ["spec", "runtime", "accelerator", "count"],
		"message": $"Each replica asks for {texts.counted(accelerator.count, _kind(accelerator))}; the limit is {limit}.",
	})
}

_kind(accelerator) := $"{accelerators.name(accelerator)} accelerator"

_limit(accelerator) := min(limits) if {
	# Two spellings of one name may have two limits: the lower one holds.
	name := accelerators.name(accelerator)
	limits := [limit | some other, limit in _params.maxByType; accelerators.same(other, name)]
	limits != []
} else := _params.max

_params := data.params.accelerators["count-max"]

_fail(details) := result.fail(rego.metadata.chain(), details)
