# METADATA
# title: Serve metrics on a port of their own
# description: >-
#   Two servers cannot listen on one port: either metrics or the model will not start. Some frameworks serve both from
#   one server; those are in `frameworksThatShare`, and the rule is silent about them. It is also silent where metrics
#   are disabled.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/stable/usage/metrics.html
#     description: vLLM, whose metrics are served by the API server itself
#   - ref: https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
#     description: Triton, whose metrics have a port of their own
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.observability.metrics.port` to the port on which the framework serves metrics. If that is the
#     port of the model, have the framework added to `frameworksThatShare` in the profile.
#   controls: []
#   parameters:
#     frameworksThatShare:
#       description: The frameworks that serve metrics on the port of the model, in any case.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [vllm, sglang, tgi, text-generation-inference, llama.cpp]
package modelspec.rules.observability["metrics-port-distinct"]

import data.modelspec.lib.result

report contains finding if {
	metrics := input.spec.operations.observability.metrics
	metrics.port == input.spec.operations.serving.port
	not metrics.enabled == false
	not _shares
	finding := _fail({
		"path": ["spec", "operations", "observability", "metrics", "port"],
		"message": $"Metrics and the model are both on port {metrics.port}; they must be on different ports.",
	})
}

_shares if {
	some framework in _params.frameworksThatShare
	lower(framework) == lower(input.spec.identity.model.framework)
}

_params := data.params.observability["metrics-port-distinct"]

_fail(details) := result.fail(rego.metadata.chain(), details)
