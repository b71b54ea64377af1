# METADATA
# title: Say how to tell that a replica is ready
# description: >-
#   Large weights take minutes to load. Without a readiness probe the platform sends requests to a replica as soon as
#   its process runs, and each start, update and scale-up turns into errors. A probe has a `path`; with gRPC, which
#   has a health service of its own, the section alone is enough.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#     description: Kubernetes, configure liveness, readiness and startup probes
#   - ref: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
#     description: gRPC, the health checking protocol
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.operations.serving.readinessProbe.path` to an endpoint that answers only when the model is loaded,
#     such as `/health`.
#   controls:
#     - eu-ai-act/art-15-4
#     - iso-42001/a.6.2.6
package modelspec.rules.serving["readiness-probe-declared"]

import data.modelspec.lib.probes
import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "operations", "serving", "readinessProbe"],
		"message": "No readiness probe tells when a replica can take requests; serving.readinessProbe must have a path.",
	})
}

_declared if probes.declared(input.spec.operations.serving, "readinessProbe")

_fail(details) := result.fail(rego.metadata.chain(), details)
