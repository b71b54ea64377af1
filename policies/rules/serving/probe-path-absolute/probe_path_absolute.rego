# METADATA
# title: Begin the path of a probe with one slash
# description: >-
#   An HTTP probe asks `http://<replica>:<port><path>`. A path without a slash at its beginning, or a whole URL, makes
#   an address that does not exist: the probe fails, and the replica never becomes ready or is restarted for ever. So
#   does a path with a blank in it, and one that begins with two slashes can be taken for the name of another machine.
#   With gRPC the path is not part of an address, and may be anything.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
#   - ref: https://www.rfc-editor.org/rfc/rfc9110.html#section-4.2.1
#     description: RFC 9110, section 4.2.1 on http addresses
# custom:
#   severity: high
#   remediation: >-
#     Write the path as it stands in an address after host and port, such as `/health`.
#   controls: []
package modelspec.rules.serving["probe-path-absolute"]

import data.modelspec.lib.result

report contains finding if {
	some kind in ["readinessProbe", "livenessProbe"]
	path := input.spec.operations.serving[kind].path
	not regex.match(`^/([^/\s]\S*)?$`, path)
	not _grpc
	finding := _fail({
		"path": ["spec", "operations", "serving", kind, "path"],
		"message": $"The path of serving.{kind} is `{path}`; it must begin with one / and have no blanks.",
	})
}

_grpc if input.spec.operations.serving.protocol == "grpc"

_fail(details) := result.fail(rego.metadata.chain(), details)
