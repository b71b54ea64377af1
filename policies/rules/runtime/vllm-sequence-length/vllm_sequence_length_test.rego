package modelspec.rules.runtime["vllm-sequence-length_test"]

import data.modelspec.rules.runtime["vllm-sequence-length"] as vllm_sequence_length

test_fail_when_any_section_on_the_way_is_missing if {
	every runtime in [{}, {"batch": {}}, {"batch": {"maxBatchSize": 8}}] {
		_findings("vllm", runtime) == {_finding("vllm")}
	}
}

test_fail_in_any_spelling if {
	every framework in ["vLLM", "VLLM", "Vllm", "vllm ", "\tvLLM\n"] {
		_findings(framework, {}) == {_finding(trim_space(framework))}
	}
}

test_fail_when_the_length_is_no_number if {
	_findings("vllm", {"batch": {"maxSequenceLengthTokens": "4096"}}) == {_finding("vllm")}
}

test_success_with_a_length if {
	every length in [1, 4096, 4096.0, 10485760] {
		_findings("vllm", {"batch": {"maxSequenceLengthTokens": length}}) == set()
	}
}

test_success_with_another_framework if {
	every framework in ["transformers", "vllm-fork", "tgi", ""] {
		_findings(framework, {}) == set()
	}
}

test_success_without_a_framework if {
	every document in [{}, {"spec": {}}, {"spec": {"identity": {"model": {}}}}] {
		findings := vllm_sequence_length.report with input as document
		findings == set()
	}
}

_findings(framework, runtime) := findings if {
	spec := {"identity": {"model": {"framework": framework}}, "runtime": runtime}
	findings := vllm_sequence_length.report with input.spec as spec
}

_finding(framework) := {
	"rule": "runtime/vllm-sequence-length",
	"title": "Set the sequence length of vLLM",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.runtime.batch.maxSequenceLengthTokens` to the longest prompt and answer together that you serve, in",
		"tokens, and start vLLM with the same `--max-model-len`.",
	]),
	"path": ["spec", "runtime", "batch", "maxSequenceLengthTokens"],
	"message": $"The framework is {framework}, so batch.maxSequenceLengthTokens must be set.",
}
