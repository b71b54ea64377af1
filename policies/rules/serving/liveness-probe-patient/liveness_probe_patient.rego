# METADATA
# title: Be no quicker to restart a replica than to spare it
# description: >-
#   A busy replica answers its probes late. When readiness fails it is spared requests until it has caught up; when
#   liveness fails it is restarted, and its load falls on the others, which are busy as well. If both probes ask the
#   same `path`, liveness must wait at least as long as readiness.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
# custom:
#   severity: medium
#   remediation: >-
#     Raise `spec.operations.serving.livenessProbe.timeoutSeconds` to that of the readiness probe or beyond.
#   controls: []
package modelspec.rules.serving["liveness-probe-patient"]

import data.modelspec.lib.result

report contains finding if {
	liveness := input.spec.operations.serving.livenessProbe
	readiness := input.spec.operations.serving.readinessProbe
	liveness.timeoutSeconds < readiness.timeoutSeconds
	liveness.path == readiness.path
	waits := $"waits {liveness.timeoutSeconds} seconds, the readiness probe {readiness.timeoutSeconds}"
	finding := _fail({
		"path": ["spec", "operations", "serving", "livenessProbe", "timeoutSeconds"],
		"message": $"The liveness probe of {liveness.path} {waits}; it must not wait less.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
