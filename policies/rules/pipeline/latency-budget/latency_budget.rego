# METADATA
# title: Leave time for the model itself
# description: >-
#   What an answer has to wait for are its required dependencies, one after the other, and then the model. If their
#   `maxLatencyMs` together are more than `targetLatencyMsP95`, or than the `share` of it that is theirs, the target
#   cannot be kept even if each keeps to its limit. That much itself is allowed. Dependencies that run side by side
#   take less; then `share` may be above 1.
# scope: package
# related_resources:
#   - ref: https://research.google/pubs/the-tail-at-scale/
#     description: J. Dean and L. A. Barroso, The Tail at Scale
#   - ref: https://sre.google/sre-book/service-level-objectives/
#     description: Site Reliability Engineering, chapter 4 on service level objectives
# custom:
#   severity: medium
#   remediation: >-
#     Lower `maxLatencyMs` of dependencies, make those optional that an answer can do without, or raise
#     `spec.operations.scaling.targetLatencyMsP95` to what can be kept.
#   controls: []
#   parameters:
#     share:
#       description: The share of the target that required dependencies may take together; 0.5 is half of it.
#       type: number
#       exclusiveMinimum: 0
#       default: 1
package modelspec.rules.pipeline["latency-budget"]

import data.modelspec.lib.result

report contains finding if {
	target := input.spec.operations.scaling.targetLatencyMsP95
	target > 0
	total := sum([dependency.interface.maxLatencyMs |
		some dependency in input.spec.pipeline.dependencies
		object.get(dependency, "required", true) == true
	])
	limit := target * _share
	total > limit
	may := $"Required dependencies may take {_rounded(total)} ms together"
	finding := _fail({
		"path": ["spec", "operations", "scaling", "targetLatencyMsP95"],
		"message": $"{may}; the limit is {_rounded(limit)} ms ({_share} of the target of {target} ms).",
	})
}

# To thousandths: what is computed has digits without meaning at its end.
_rounded(number) := number if number == round(number)

else := round(number * 1000) / 1000

_share := data.params.pipeline["latency-budget"].share

_fail(details) := result.fail(rego.metadata.chain(), details)
