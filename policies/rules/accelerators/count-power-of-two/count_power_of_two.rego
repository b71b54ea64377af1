# METADATA
# title: Split a model over a power of two of accelerators
# description: >-
#   Tensor parallelism gives each accelerator an equal share of the attention heads and of the columns of each matrix.
#   Their number is nearly always a multiple of a power of two and hardly ever of 3, 5 or 7, so a server that splits a
#   model over 3 accelerators mostly does not start. The rule looks at `frameworks`, those that split models in this
#   way, in any case and with any blanks around; `counts` are the numbers that are good.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/v0.8.1/serving/distributed_serving.html
#     description: vLLM, distributed inference and serving
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.runtime.accelerator.count` to one of the numbers that the message names, as far as a replica may have so
#     many. If the model does split in this number, add it to `counts` in the profile.
#   controls: []
#   parameters:
#     counts:
#       description: The numbers of accelerators that a model may be split over.
#       type: array
#       items:
#         type: integer
#         minimum: 1
#       minItems: 1
#       default: [1, 2, 4, 8, 16, 32, 64, 128]
#     frameworks:
#       description: The frameworks whose models are split over accelerators by tensor parallelism.
#       type: array
#       items:
#         type: string
#       default:
#         - vllm
#         - sglang
#         - tensorrt-llm
#         - tgi
#         - text-generation-inference
package modelspec.rules.accelerators["count-power-of-two"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	number := input.spec.runtime.accelerator.count
	not number in _params.counts
	_plain(input.spec.identity.model.framework) in {_plain(framework) | some framework in _params.frameworks}
	finding := _fail({
		"path": ["spec", "runtime", "accelerator", "count"],
		"message": $"A model is split over {texts.counted(number, "accelerator")}; it splits evenly over {concat(", ", _counts)}.",
	})
}

_plain(name) := lower(trim_space(name))

_counts := [$"{number}" | some number in _params.counts]

_params := data.params.accelerators["count-power-of-two"]

_fail(details) := result.fail(rego.metadata.chain(), details)
