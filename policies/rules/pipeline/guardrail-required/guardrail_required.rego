# METADATA
# title: Do not go on without the guardrail where there is personal data
# description: >-
#   `required: false` says that requests are answered also when a dependency is down. For a guardrail this means that
#   what it is there to hold back gets through just then. Where personal data is allowed, that is a leak. A spec that
#   allows personal data and has no guardrail at all is another matter.
# scope: package
# related_resources:
#   - ref: https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/
#     description: OWASP Top 10 for LLM applications, LLM02 on disclosure of sensitive information
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 25 on data protection by design and article 32 on security of processing
# custom:
#   severity: high
#   remediation: >-
#     Set `required` of the guardrail to `true`, or leave it out: true is the default.
#   controls:
#     - gdpr/art-25-1
#     - gdpr/art-32-1-b
#     - eu-ai-act/art-15-4
#     - nist-ai-rmf/map-4.2
#     - nist-ai-rmf/measure-2.6
package modelspec.rules.pipeline["guardrail-required"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.compliance.pii.allowed == true
	some index, dependency in input.spec.pipeline.dependencies
	dependency.role == "guardrail"
	dependency.required == false
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "required"],
		"message": $"Personal data is allowed, and the guardrail `{dependency.id}` is optional; it must be required.",
		"replacement": true,
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
