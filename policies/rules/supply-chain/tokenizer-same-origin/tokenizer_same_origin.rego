# METADATA
# title: Take model and tokenizer from one place
# description: >-
#   A tokenizer decides which numbers stand for which text. One from elsewhere may be of another version, and then
#   answers get worse without an error, or it may have been made to let something through. So both have the same scheme
#   and the same host, bucket or organisation, and at a place that many share (`shared`) the same beginning of the path.
#   What `supply-chain/artifact-pinned` has as `hubs` is one place with what the scheme leads to. Addresses without a
#   scheme, and local paths, are left to other rules.
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
#   parameters:
#     shared:
#       description: >-
#         Hosts and schemes, in lower case, that many share, and how many steps of the path tell whose files they are.
#       type: object
#       additionalProperties:
#         type: integer
#         minimum: 1
#       default:
#         azureml: 1
#         docker.io: 1
#         ghcr.io: 1
#         github.com: 1
#         hf.co: 1
#         huggingface.co: 1
#         models: 1
#         quay.io: 1
#         raw.githubusercontent.com: 1
package modelspec.rules["supply-chain"]["tokenizer-same-origin"]

import data.modelspec.lib.result
import data.modelspec.lib.texts
import data.modelspec.lib.uris

report contains finding if {
	tokenizer := uris.addresses.tokenizerUri
	model := uris.addresses.modelUri
	_place(tokenizer) != _place(model)
	not _any_is_local
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", "tokenizerUri"],
		"message": $"The tokenizer comes from {_shown(tokenizer)}, the model from {_shown(model)}; both must come from one place.",
	})
}

_any_is_local if {
	some uri in uris.artifacts
	uris.local(uri)
}

# `https://huggingface.co/org` as `hf://org`.
_place(address) := $"{scheme}://{_steps(address)}" if scheme := _hubs[address.host]

else := _shown(address)

_shown(address) := $"{address.origin}{_between(address)}{_steps(address)}"

_between(address) := "" if "" in {address.host, _steps(address)}

else := "/"

# The steps that tell whose the files are.
_steps(address) := lower(texts.first_match(pattern, address.rest)) if {
	number := object.get(_params.shared, address.host, object.get(_params.shared, address.scheme, 0))
	number > 0
	pattern := $"^[^/?#@:]+(/[^/?#@:]+)\{0,{number - 1}}"
} else := ""

_hubs := data.params["supply-chain"]["artifact-pinned"].hubs

_params := data.params["supply-chain"]["tokenizer-same-origin"]

_fail(details) := result.fail(rego.metadata.chain(), details)
