# METADATA
# title: Serve the model that the spec declares
# description: >-
#   What was evaluated and approved is the model of the spec; another one is another system. The model that a workload
#   loads is read from the `storageUri` of an InferenceService, from command lines (`flags`, `commands`) and from
#   environment variables (`variables`); what `hints` say counts if there is a slash in it. It has to be
#   `identity.model.id` or `artifacts.modelUri`. A tokenizer (`tokenizers`) has to be one of these or
#   `artifacts.tokenizerUri`. An adapter (`adapters`) changes the model, and a spec has no place to declare one. Slashes at
#   the end make no difference, nor do upper and lower case in the name of a model, nor `_` for `-` in an option; an id
#   without a publisher fits any publisher, and a name without a revision fits any revision, but a revision
#   (`revisions`) has to be that of the spec if it has one. An address of a hub (`hubs`) is a name. An address fits a spec
#   without `modelUri` if it ends with the id. A path in the container says nothing about the model, unless `modelUri` is
#   a path too. Where no model is recognised, the rule is silent.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/latest/cli/serve/
#     description: vLLM, `vllm serve` and `--model`
#   - ref: https://huggingface.co/docs/text-generation-inference/reference/launcher
#     description: Text Generation Inference, `--model-id` and `MODEL_ID`
#   - ref: https://docs.sglang.ai/advanced_features/server_arguments.html
#     description: SGLang, `--model-path`
#   - ref: https://kserve.github.io/website/docs/reference/crd-api
#     description: KServe, `storageUri`, and `--model_id` of its server for Hugging Face models
#   - ref: https://docs.djl.ai/master/docs/serving/serving/docs/lmi/deployment_guide/configurations.html
#     description: Deep Java Library, `HF_MODEL_ID`
# custom:
#   severity: critical
#   remediation: >-
#     Have the workload load the model of the spec, or change `spec.identity.model` and have it approved.
#   controls:
#     - iso-42001/a.6.2.5
#     - nist-ai-rmf/manage-3.2
#     - soc-2/cc6.8
#     - soc-2/cc7.1
#     - soc-2/pi1.3
#   parameters:
#     flags:
#       description: Options of command lines that the name or the address of a model follows.
#       type: array
#       items:
#         type: string
#         pattern: ^-
#       default: [--model, --model-id, --model-path, --hf-repo, -hf, -hfr]
#     commands:
#       description: >-
#         Beginnings of command lines that are about a model. Its name or address follows at once, or after options: then it
#         is known by a slash in it.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [vllm serve]
#     variables:
#       description: Environment variables that hold the name or the address of a model.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [MODEL_ID, HF_MODEL_ID, OPTION_MODEL_ID, VLLM_MODEL, MODEL_URI]
#     hints:
#       description: >-
#         Options and environment variables that may hold something else as well, such as the name that clients use. What
#         they say counts if there is a slash in it.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [-m, --model-name, MODEL_NAME, MODEL]
#     revisions:
#       description: Options and environment variables that hold the revision of the model.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [--revision, REVISION, OPTION_REVISION]
#     tokenizers:
#       description: Options and environment variables that hold the name or the address of a tokenizer.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [--tokenizer, --tokenizer-path]
#     adapters:
#       description: Options and environment variables that hold names or addresses of adapters.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [--lora-modules, --lora-paths, --lora-adapters, LORA_ADAPTERS]
#     others:
#       description: >-
#         Options of `commands` whose words look like models and are none, each with how many words it takes; `all` is all
#         that stand before the next option.
#       type: object
#       propertyNames:
#         pattern: ^-
#       additionalProperties:
#         enum: [one, all]
#       default:
#         --chat-template: one
#         --config: one
#         --download-dir: one
#         --generation-config: one
#         --hf-config-path: one
#         --otlp-traces-endpoint: one
#         --tokenizer: one
#         --allowed-headers: all
#         --allowed-methods: all
#         --allowed-origins: all
#         --compilation-config: all
#         --hf-overrides: all
#         --kv-transfer-config: all
#         --lora-modules: all
#         --served-model-name: all
#         --speculative-config: all
#     hubs:
#       description: Addresses at which the models of Hugging Face are, `hf://`.
#       type: array
#       items:
#         type: string
#         pattern: ^https?://[^/]+$
#       default: ['https://huggingface.co', 'https://www.huggingface.co', 'https://hf.co']
package modelspec.rules.workload["model-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.uris
import data.modelspec.lib.workloads

report contains finding if {
	some asked in _asked
	not _declared(asked.model)
	declared := _counterpart(asked.model)
	finding := _fail({
		"path": declared.path,
		"message": concat("", [
			$"{workloads.title} loads the model {_shown(asked.model)} ({asked.place}); ",
			$"the spec declares {_shown(declared.model)}.",
		]),
	})
}

report contains finding if {
	some container in workloads.containers
	some tokenizer in workloads.tokenizers(container)
	not _declared(tokenizer)
	not _declared_tokenizer(tokenizer)
	declared := _counterpart_of_tokenizer
	finding := _fail({
		"path": declared.path,
		"message": concat("", [
			$"{workloads.title} loads the tokenizer {_shown(tokenizer)} (container {container.place}); ",
			$"the spec declares {_shown(declared.model)}.",
		]),
	})
}

report contains finding if {
	some container in workloads.containers
	some adapter in workloads.adapters(container)
	not _declared(adapter)
	asked := $"{workloads.title} loads the adapter {_shown(adapter)} (container {container.place})"
	finding := _fail({
		"path": ["spec", "identity", "model", "id"],
		"message": $"{asked}; the spec declares {_shown(_id)} and no adapter.",
	})
}

_asked contains {"model": model, "place": $"container {container.place}"} if {
	some container in workloads.containers
	some name in workloads.models(container)
	some model in _revised(name, workloads.revisions(container))
}

_asked contains {"model": model, "place": "storageUri"} if {
	model := trim_space(input.context.workload.model.uri)
	model != ""
}

# A name with the revision that is asked for elsewhere.
_revised(name, revisions) := {$"{trim_right(name, "/")}@{revision}" | some revision in revisions} if {
	revisions != set()
	_named(name).revision == ""
} else := {name}

_declared(model) if _plain(model) in {_plain(text) | some text in _texts}

_declared(model) if {
	one := _named(model)
	others := [other | some text in _texts; other := _named(text); _same_name(one.name, other.name)]
	others != []
	_fits(one.revision, {other.revision | some other in others} - {""})
}

# An address that the spec does not declare, but that ends with the model.
_declared(model) if {
	not uris.artifacts.modelUri
	uris.scheme(model)
	_same_name(lower(_plain(model)), lower(_id))
}

# Where a path in the container leads, nobody can tell who does not know what is mounted there.
_declared(model) if {
	uris.local(model)
	not _kept_locally
}

_kept_locally if uris.local(uris.artifacts.modelUri)

_declared_tokenizer(tokenizer) if startswith($"{_plain(uris.artifacts.tokenizerUri)}/", $"{_plain(tokenizer)}/")

_declared_tokenizer(tokenizer) if {
	one := _named(tokenizer)
	other := _named(uris.artifacts.tokenizerUri)
	_same_name(one.name, other.name)
	_fits(one.revision, {other.revision} - {""})
}

# Any revision does if one of the two names none.
_fits("", _)

_fits(_, set())

_fits(revision, declared) if revision in declared

_id := trim_space(input.spec.identity.model.id)

_texts contains _id

_texts contains uris.artifacts.modelUri

# The field of the spec that the model is best compared with.
_counterpart(model) := {"path": ["spec", "identity", "model", "artifacts", "modelUri"], "model": uri} if {
	uri := uris.artifacts.modelUri
	_comparable(model, uri)
} else := {"path": ["spec", "identity", "model", "id"], "model": _id}

_counterpart_of_tokenizer := {"path": ["spec", "identity", "model", "artifacts", "tokenizerUri"], "model": uri} if {
	uri := uris.artifacts.tokenizerUri
} else := {"path": ["spec", "identity", "model", "id"], "model": _id}

_comparable(model, _) if _address(model)

_comparable(model, uri) if _same_name(_named(model).name, _named(uri).name)

_address(model) if uris.scheme(model)

_address(model) if uris.local(model)

_plain(text) := trim_right(trim_prefix(trim_space(text), "file://"), "/")

# A name such as publisher/model, as it is or as an address of Hugging Face, maybe with a revision.
_named(text) := {"name": lower(parts[1]), "revision": parts[2]} if {
	_name(text)
	some parts in regex.find_all_string_submatch_n(`^(?:[Hh][Ff]://)?([^@:]+?)/*(?:[@:]([^@:]+))?$`, _plain(text), 1)
} else := {"name": lower(parts[1]), "revision": parts[2]} if {
	uris.origin(text) in _params.hubs
	some parts in regex.find_all_string_submatch_n(
		"^([^/?#]+/[^/?#]+)(?:/(?:tree|resolve|blob)/([^/?#]+))?",
		uris.rest(text), 1,
	)
}

_name(text) if uris.scheme(text) == "hf"

_name(text) if not _address(text)

_same_name(one, other) if one == other

_same_name(one, other) if {
	not contains(other, "/")
	endswith(one, $"/{other}")
}

# Neither a password nor a signature.
_shown(text) := $"{uris.origin(text)}/{split(split(uris.rest(text), "?")[0], "#")[0]}" if uris.scheme(text)

else := text

_params := data.params.workload["model-declared"]

_fail(details) := result.fail(rego.metadata.chain(), details)
