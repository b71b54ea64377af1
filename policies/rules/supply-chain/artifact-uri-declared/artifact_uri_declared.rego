# METADATA
# title: Say where the model comes from
# description: >-
#   The name of a model does not say which file is loaded: there are mirrors, conversions and copies with changed
#   weights under the same name. With an address, what runs can be traced back to what was examined. The tokenizer may
#   come with the model and needs none.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.identity.model.artifacts.modelUri` to the address from which the weights are loaded, such as
#     `s3://models.example.com/mistral-7b-instruct-v0.3/2025-01/`.
#   controls:
#     - owasp-llm/llm03
#     - nist-800-53/sr-4
#     - iso-42001/a.4.2
#     - nist-ai-rmf/map-4.1
#     - nist-ai-rmf/manage-3.2
package modelspec.rules["supply-chain"]["artifact-uri-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", "modelUri"],
		"message": $"The address of the model is {_found}; the spec must say where the weights come from.",
	})
}

_declared if trim_space(input.spec.identity.model.artifacts.modelUri) != ""

_found := "blank" if is_string(input.spec.identity.model.artifacts.modelUri)

else := "missing"

_fail(details) := result.fail(rego.metadata.chain(), details)
