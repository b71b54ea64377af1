# METADATA
# title: Guard the input where personal data is allowed
# description: >-
#   Where prompts may hold personal data, some of it should not be there: card numbers, health data, the names of
#   others. A guardrail looks at the input first and can take such things out or turn the request away. So a spec that
#   allows personal data has a dependency with the role `guardrail`. Whether it may be left out at run time is left to
#   the rules on pipelines.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 25 on data protection by design and article 32 (1) on the security of processing
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM02 on the disclosure of sensitive information
# custom:
#   severity: high
#   remediation: >-
#     Add a dependency with `role: guardrail` to `spec.pipeline.dependencies` that checks the input for personal data,
#     or set `spec.governance.compliance.pii.allowed` to `false` if there should be none.
#   controls:
#     - gdpr/art-25-1
#     - gdpr/art-32-1
#     - owasp-llm/llm02
#     - nist-ai-rmf/measure-2.10
package modelspec.rules.privacy["pii-input-guardrail"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.compliance.pii.allowed == true
	not _guarded
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies"],
		"message": "Personal data is allowed, but nothing guards the input; one of the dependencies must be a guardrail.",
	})
}

_guarded if {
	some dependency in input.spec.pipeline.dependencies
	dependency.role == "guardrail"
}

_fail(details) := result.fail(rego.metadata.chain(), details)
