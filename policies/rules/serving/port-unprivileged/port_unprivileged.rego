# METADATA
# title: Listen on ports that need no privilege
# description: >-
#   Ports below 1024 are reserved for the superuser on Linux. A model server that listens there runs as root or with
#   the capability NET_BIND_SERVICE, and needs neither: clients see the port of the service in front of it. Both ports
#   count, that of `serving` and that of `metrics`. `min` itself and the ports of `allowed` are allowed.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/security/pod-security-standards/
#     description: Kubernetes, Pod Security Standards, on running as non-root and capabilities
#   - ref: https://www.rfc-editor.org/rfc/rfc6335.html#section-6
#     description: RFC 6335, section 6 on ranges of port numbers
# custom:
#   severity: medium
#   remediation: >-
#     Use a port of 1024 or above, such as 8000, and map the well-known port to it in the service or proxy in front.
#   controls: []
#   parameters:
#     min:
#       description: The lowest port that may be listened on.
#       type: integer
#       minimum: 1
#       maximum: 65535
#       default: 1024
#     allowed:
#       description: Ports below `min` that may be listened on all the same.
#       type: array
#       items:
#         type: integer
#         minimum: 1
#         maximum: 65535
#       default: []
package modelspec.rules.serving["port-unprivileged"]

import data.modelspec.lib.result

report contains finding if {
	some section, port in _ports
	port < _params.min
	not port in _params.allowed
	finding := _fail({
		"path": array.concat(["spec", "operations"], split(section, ".")),
		"message": $"`{section}` is {port}; it must be {_params.min} or above.",
	})
}

_ports["serving.port"] := input.spec.operations.serving.port

_ports["observability.metrics.port"] := input.spec.operations.observability.metrics.port

_params := data.params.serving["port-unprivileged"]

_fail(details) := result.fail(rego.metadata.chain(), details)
