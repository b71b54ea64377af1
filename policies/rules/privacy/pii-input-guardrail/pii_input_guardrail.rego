# METADATA
# title: Guard the input where personal data is allowed
# description: >-
#   Where prompts may hold personal data, some of it should not be there: card numbers, health data, the names of
#   others. A guardrail looks at the input first and can take such things out or turn the request away. So a spec that
#   allows personal data has a dependency with the role `guardrail`. One whose `interface.inputType` is among
#   `answerTypes` looks at what the model answers, and does not count. A step before the model whose type is among
#   `stepTypes` takes personal data out as well, unless it is switched off. Whether a guardrail may be left out at run time
#   is left to the rules on pipelines.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 25 on data protection by design and article 32 (1) on the security of processing
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM02 on the disclosure of sensitive information
# custom:
#   severity: high
#   remediation: >-
#     Add a dependency with `role: guardrail` to `spec.pipeline.dependencies` that checks the input for personal data, or
#     a step that takes it out to `spec.pipeline.preprocess.steps`. If there should be none, set
#     `spec.governance.compliance.pii.allowed` to `false`.
#   controls:
#     - gdpr/art-25-1
#     - gdpr/art-32-1
#     - owasp-llm/llm02
#     - nist-ai-rmf/measure-2.10
#   parameters:
#     answerTypes:
#       description: Values of `interface.inputType` that mean what the model answers, and not what it is asked.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [model-output, output, answer, response, completion]
#     stepTypes:
#       description: Types of steps before the model that take personal data out of the input.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [pii-redaction]
package modelspec.rules.privacy["pii-input-guardrail"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.compliance.pii.allowed == true
	not _guarded
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies"],
		"message": "Personal data is allowed, but nothing guards the input; a guardrail or a step must.",
	})
}

_guarded if {
	some dependency in input.spec.pipeline.dependencies
	dependency.role == "guardrail"
	not _about_answers(dependency)
}

_guarded if {
	some step in input.spec.pipeline.preprocess.steps
	object.get(step, "enabled", true) == true
	_listed(step.type, _params.stepTypes)
}

_about_answers(dependency) if _listed(dependency.interface.inputType, _params.answerTypes)

_listed(type, types) if lower(trim_space(type)) in {lower(trim_space(one)) | some one in types}

_params := data.params.privacy["pii-input-guardrail"]

_fail(details) := result.fail(rego.metadata.chain(), details)
