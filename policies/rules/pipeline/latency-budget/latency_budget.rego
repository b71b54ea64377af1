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
	total > target * _share
	finding := _fail({
		"path": ["spec", "operations", "scaling", "targetLatencyMsP95"],
		"message": $"Required dependencies may take {total} ms; their share is {_share} of the target of {target} ms.",
	})
}

_share := data.params.pipeline["latency-budget"].share

_fail(details) := result.fail(rego.metadata.chain(), details)
