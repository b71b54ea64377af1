# METADATA
# title: Take model and tokenizer from one place
# description: >-
#   A tokenizer decides which numbers stand for which text. One from elsewhere may be of another version, and then
#   answers get worse without an error, or it may have been made to let something through. So both have the same scheme
#   and the same host, bucket or organisation. Addresses without a scheme, and local paths, are left to other rules.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
#   - ref: https://huggingface.co/docs/transformers/main_classes/tokenizer
#     description: Transformers, on tokenizers and the files that they come in
# custom:
#   severity: medium
#   remediation: >-
#     Set `modelUri` and `tokenizerUri` in `spec.identity.model.artifacts` to addresses in one place, best in one
#     folder, or leave out `tokenizerUri` if the tokenizer comes with the model.
#   controls:
#     - owasp-llm/llm03
#     - eu-ai-act/art-15-5
package modelspec.rules["supply-chain"]["tokenizer-same-origin"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	tokenizer := uris.origin(uris.artifacts.tokenizerUri)
	model := uris.origin(uris.artifacts.modelUri)
	tokenizer != model
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", "tokenizerUri"],
		"message": $"The tokenizer comes from {tokenizer}, the model from {model}; both must come from one place.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
