# METADATA
# title: Give up on a probe sooner than on a request
# description: >-
#   A probe is answered at once or not at all. One that waits as long as a whole request may take finds out too late:
#   until then every request that the platform sends to the replica fails, and each of them takes its full time to do
#   so. A probe of 1 second, the shortest there is, is always allowed. A request timeout of 0 is left to
#   `serving/timeout-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
# custom:
#   severity: medium
#   remediation: >-
#     Lower `timeoutSeconds` of the probe to a few seconds, below `spec.operations.serving.timeoutSeconds`, or to 1.
#   controls: []
package modelspec.rules.serving["probe-timeout-below-request-timeout"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	serving := input.spec.operations.serving
	serving.timeoutSeconds > 0
	some kind in ["readinessProbe", "livenessProbe"]
	seconds := serving[kind].timeoutSeconds
	seconds >= serving.timeoutSeconds
	seconds > 1
	waits := $"The {kind} waits {texts.counted(seconds, "second")}"
	finding := _fail({
		"path": ["spec", "operations", "serving", kind, "timeoutSeconds"],
		"message": $"{waits}; it must be less than the {serving.timeoutSeconds} of a request.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
