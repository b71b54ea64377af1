# METADATA
# title: Give a probe time for an answer
# description: >-
#   Nobody answers in 0 seconds. Kubernetes asks for at least 1, and what a platform makes of a 0 is its own affair: some
#   refuse it, some take their default, and some ask a probe that always fails. A probe that does not say how long it
#   waits has the default of the platform.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
# custom:
#   severity: medium
#   remediation: >-
#     Set `timeoutSeconds` of the probe to 1 or more, or leave it out.
#   controls: []
package modelspec.rules.serving["probe-timeout-positive"]

import data.modelspec.lib.result

report contains finding if {
	some kind in ["readinessProbe", "livenessProbe"]
	input.spec.operations.serving[kind].timeoutSeconds == 0
	finding := _fail({
		"path": ["spec", "operations", "serving", kind, "timeoutSeconds"],
		"message": $"The {kind} waits 0 seconds; it must wait for at least 1.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
