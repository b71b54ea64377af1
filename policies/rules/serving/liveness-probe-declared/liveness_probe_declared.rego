# METADATA
# title: Say how to tell that a replica is stuck
# description: >-
#   A server whose accelerator has failed often goes on listening without ever answering. Without a liveness probe
#   nobody restarts it, and it holds its accelerators and its share of the requests. A probe has a `path`; with gRPC,
#   which has a health service of its own, the section alone is enough.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
#   - ref: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
#     description: gRPC, the health checking protocol
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.serving.livenessProbe.path` to an endpoint that answers as long as the server works, such
#     as `/health`, and give it a patient `timeoutSeconds`.
#   controls:
#     - eu-ai-act/art-15-4
#     - iso-42001/a.6.2.6
package modelspec.rules.serving["liveness-probe-declared"]

import data.modelspec.lib.probes
import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "operations", "serving", "livenessProbe"],
		"message": "No liveness probe tells when a replica is stuck; serving.livenessProbe must have a path.",
	})
}

_declared if probes.declared(input.spec.operations.serving, "livenessProbe")

_fail(details) := result.fail(rego.metadata.chain(), details)
