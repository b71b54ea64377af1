# METADATA
# title: Be no quicker to restart a replica than to spare it
# description: >-
#   A busy replica answers its probes late. When readiness fails it is spared requests until it has caught up; when
#   liveness fails it is restarted, and its load falls on the others, which are busy as well. If both probes ask the
#   same, liveness must wait at least as long as readiness. They do if they have the same `path`, whether or not it ends
#   with a slash; with gRPC, which has a health service of its own, a probe needs none. A probe that does not say how long
#   it waits has `defaultSeconds`.
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
#   parameters:
#     defaultSeconds:
#       description: How many seconds a probe waits that does not say so; in Kubernetes it is 1.
#       type: integer
#       minimum: 1
#       default: 1
package modelspec.rules.serving["liveness-probe-patient"]

import data.modelspec.lib.probes
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	serving := input.spec.operations.serving
	liveness := serving.livenessProbe
	readiness := serving.readinessProbe
	_seconds(liveness) < _seconds(readiness)
	_asks(liveness) == _asks(readiness)
	probes.declared(serving, "livenessProbe")
	probes.declared(serving, "readinessProbe")
	waits := $"waits {texts.counted(_seconds(liveness), "second")}{_by_default(liveness)}"
	finding := _fail({
		"path": ["spec", "operations", "serving", "livenessProbe", "timeoutSeconds"],
		"message": $"The liveness probe{_of(liveness)} {waits}, the readiness probe {_seconds(readiness)}; it must not wait less.",
	})
}

_seconds(probe) := object.get(probe, "timeoutSeconds", data.params.serving["liveness-probe-patient"].defaultSeconds)

_asks(probe) := trim_right(object.get(probe, "path", ""), "/")

_of(probe) := $" of {probe.path}" if is_string(probe.path)

else := ""

_by_default(probe) := "" if is_number(probe.timeoutSeconds)

else := " by default"

_fail(details) := result.fail(rego.metadata.chain(), details)
