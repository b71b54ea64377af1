# METADATA
# title: Say which protocol is served
# description: >-
#   Clients, probes and the proxies in between must know whether they talk to HTTP or gRPC: gRPC needs HTTP/2 all the
#   way, and a probe of its own. Who reads the spec should not have to guess.
# scope: package
# related_resources:
#   - ref: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
#     description: gRPC, the health checking protocol
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
#     description: Kubernetes, the application protocol of a Service
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.operations.serving.protocol` to `http` or `grpc`.
#   controls: []
package modelspec.rules.serving["protocol-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "operations", "serving", "protocol"],
		"message": "The spec does not say which protocol is served; serving.protocol must be http or grpc.",
	})
}

_declared if is_string(input.spec.operations.serving.protocol)

_fail(details) := result.fail(rego.metadata.chain(), details)
