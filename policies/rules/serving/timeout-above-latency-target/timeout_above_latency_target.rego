# METADATA
# title: Wait longer for an answer than it should take
# description: >-
#   `targetLatencyMsP95` is how long nearly all answers should take at most, and of the rest many are only a little later. If
#   `serving.timeoutSeconds` is no longer than that, they are given up just before they are done: what was computed is lost,
#   clients ask again, and the load grows. A timeout or a target of 0 is none; the first is left to
#   `serving/timeout-declared`.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
#   - ref: https://research.google/pubs/the-tail-at-scale/
#     description: J. Dean and L. A. Barroso, The Tail at Scale
# custom:
#   severity: medium
#   remediation: >-
#     Raise `spec.operations.serving.timeoutSeconds` well above the target, or lower
#     `spec.operations.scaling.targetLatencyMsP95`, which is in milliseconds.
#   controls: []
package modelspec.rules.serving["timeout-above-latency-target"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	seconds := input.spec.operations.serving.timeoutSeconds
	seconds > 0
	target := input.spec.operations.scaling.targetLatencyMsP95
	seconds * 1000 <= target
	after := texts.counted(seconds, "second")
	finding := _fail({
		"path": ["spec", "operations", "serving", "timeoutSeconds"],
		"message": $"A request is given up after {after}; that must be longer than the target of {target} ms.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
