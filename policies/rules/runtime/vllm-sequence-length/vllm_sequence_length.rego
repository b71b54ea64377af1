# METADATA
# title: Set the sequence length of vLLM
# description: >-
#   vLLM must have memory for at least one sequence of the greatest length. Left alone it takes that length from the
#   model, which may be millions of tokens: then it does not start, or starts with little room for a batch. The standard
#   itself demands that a spec whose framework is vLLM sets the length.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/v0.8.1/serving/engine_args.html
#     description: vLLM, the argument --max-model-len
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.runtime.batch.maxSequenceLengthTokens` to the longest prompt and answer together that you serve, in
#     tokens, and start vLLM with the same `--max-model-len`.
#   controls: []
package modelspec.rules.runtime["vllm-sequence-length"]

import data.modelspec.lib.result

report contains finding if {
	framework := trim_space(input.spec.identity.model.framework)
	lower(framework) == "vllm"
	not _length_set
	finding := _fail({
		"path": ["spec", "runtime", "batch", "maxSequenceLengthTokens"],
		"message": $"The framework is {framework}, so batch.maxSequenceLengthTokens must be set.",
	})
}

_length_set if is_number(input.spec.runtime.batch.maxSequenceLengthTokens)

_fail(details) := result.fail(rego.metadata.chain(), details)
