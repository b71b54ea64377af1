# METADATA
# title: Say in which precision the weights are served
# description: >-
#   Precision decides how much memory the weights take, how fast they are, and what answers they give: a model in int4
#   is not the model that was evaluated in bf16. Who compares two deployments, or an evaluation with what is running,
#   has to know it.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/v0.8.1/features/quantization/index.html
#     description: vLLM, quantization
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.identity.model.precision` to what the weights are loaded in, such as `bf16` or `fp8`.
#   controls:
#     - soc-2/pi1.3
package modelspec.rules.runtime["precision-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "identity", "model", "precision"],
		"message": "The spec does not say in which precision the weights are served; model.precision must be set.",
	})
}

_declared if trim_space(input.spec.identity.model.precision) != ""

_fail(details) := result.fail(rego.metadata.chain(), details)
