# METADATA
# title: Trace no prompts where personal data is allowed
# description: >-
#   Traces follow a request through everything it meets, and for language models they often carry the prompt and the
#   answer as attributes. They go to a system with readers and time limits of its own. So a spec that allows personal
#   data has tracing off, unless the organisation has seen to it that traces hold no contents and sets
#   `contentsAreLeftOut`.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (1) (c) on data minimisation
#   - ref: https://opentelemetry.io/docs/specs/semconv/gen-ai/
#     description: OpenTelemetry on what traces of generative AI may hold
#   - ref: https://opentelemetry.io/docs/security/handling-sensitive-data/
#     description: OpenTelemetry on handling sensitive data
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.observability.tracing.enabled` to `false`. Or have prompts and answers left out of traces
#     wherever they are made, and say so with `contentsAreLeftOut` in the profile.
#   controls:
#     - gdpr/art-5-1-c
#     - nist-ai-rmf/measure-2.10
#     - soc-2/p4.1
#   parameters:
#     contentsAreLeftOut:
#       description: Whether traces hold no prompts and answers, so that tracing is no risk to personal data.
#       type: boolean
#       default: false
package modelspec.rules.privacy["pii-tracing"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.operations.observability.tracing.enabled == true
	input.spec.governance.compliance.pii.allowed == true
	not _params.contentsAreLeftOut
	finding := _fail({
		"path": ["spec", "operations", "observability", "tracing", "enabled"],
		"message": "Personal data is allowed, and traces may hold it; tracing must be off.",
		"replacement": false,
	})
}

_params := data.params.privacy["pii-tracing"]

_fail(details) := result.fail(rego.metadata.chain(), details)
