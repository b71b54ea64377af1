# METADATA
# title: Serve the model that the spec declares
# description: >-
#   What was evaluated and approved is the model of the spec; another one is another system. The model that a workload
#   loads is read from the `storageUri` of an InferenceService, from command lines (`flags`, `commands`) and from
#   environment variables (`variables`). It has to be `identity.model.id` or `artifacts.modelUri`. Slashes at the end
#   make no difference, nor do upper and lower case in the name of a model; an id without a publisher fits any
#   publisher, and a name without a revision fits any revision. An address fits a spec without `modelUri` if it ends
#   with the id. A path in the container says nothing about the model, unless `modelUri` is a path too. Where no model
#   is recognised, the rule is silent.
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
#       default: [--model, --model-id, --model_id, --model-path]
#     commands:
#       description: Beginnings of command lines that the name or the address of a model follows.
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
#       default: [MODEL_ID, HF_MODEL_ID]
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

_asked contains {"model": model, "place": $"container {container.place}"} if {
	some container in workloads.containers
	some model in workloads.models(container)
}

_asked contains {"model": model, "place": "storageUri"} if {
	model := trim_space(input.context.workload.model.uri)
	model != ""
}

_declared(model) if _plain(model) in {_plain(text) | some text in _texts}

_declared(model) if {
	some text in _texts
	one := _named(model)
	other := _named(text)
	_same_name(one.name, other.name)
	_same_revision(one.revision, other.revision)
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

_id := trim_space(input.spec.identity.model.id)

_texts contains _id

_texts contains uris.artifacts.modelUri

# The field of the spec that the model is best compared with.
_counterpart(model) := {"path": ["spec", "identity", "model", "artifacts", "modelUri"], "model": uri} if {
	uri := uris.artifacts.modelUri
	_address(model)
} else := {"path": ["spec", "identity", "model", "id"], "model": _id}

_address(model) if uris.scheme(model)

_address(model) if uris.local(model)

_plain(text) := trim_right(trim_prefix(trim_space(text), "file://"), "/")

# A name such as publisher/model, as it is or as an address of Hugging Face, maybe with a revision.
_named(text) := {"name": lower(parts[1]), "revision": parts[2]} if {
	_name(text)
	some parts in regex.find_all_string_submatch_n(`^(?:[Hh][Ff]://)?([^@:]+?)/*(?:[@:]([^@:]+))?$`, _plain(text), 1)
}

_name(text) if uris.scheme(text) == "hf"

_name(text) if not _address(text)

_same_name(one, other) if one == other

_same_name(one, other) if {
	not contains(other, "/")
	endswith(one, $"/{other}")
}

_same_revision(one, other) if one == other

_same_revision(one, other) if "" in {one, other}

# Neither a password nor a signature.
_shown(text) := $"{uris.origin(text)}/{split(split(uris.rest(text), "?")[0], "#")[0]}" if uris.scheme(text)

else := text

_fail(details) := result.fail(rego.metadata.chain(), details)
