package modelspec.rules.accelerators["count-power-of-two_test"]

import data.modelspec.rules.accelerators["count-power-of-two"] as count_power_of_two

test_fail_between_powers if {
	every number in [3, 5, 6, 7, 9, 16, 1e40] {
		_findings(number, "vllm") == {_finding($"A model is split over {number} accelerators; it splits evenly over 1, 2, 4, 8.")}
	}
}

test_fail_in_any_spelling_of_the_framework if {
	every framework in ["vLLM", " vllm\t", "sglang"] {
		count(_findings(3, framework)) == 1
	}
}

test_success_at_powers if {
	every number in [1, 2, 4, 8, 8.0] {
		_findings(number, "vllm") == set()
	}
}

test_success_with_another_framework if {
	_findings(3, "transformers") == set()
}

test_success_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}, {"spec": {"runtime": {"accelerator": {"count": 3}}}}] {
		findings := count_power_of_two.report with input as document
			with data.params.accelerators["count-power-of-two"] as {"counts": [1, 2, 4, 8], "frameworks": ["vllm", "SGLang "]}
		findings == set()
	}
}

_findings(number, framework) := findings if {
	findings := count_power_of_two.report with input.spec as {
		"identity": {"model": {"framework": framework}},
		"runtime": {"accelerator": {"count": number}},
	}
		with data.params.accelerators["count-power-of-two"] as {"counts": [1, 2, 4, 8], "frameworks": ["vllm", "SGLang "]}
}

_finding(message) := {
	"rule": "accelerators/count-power-of-two",
	"title": "Split a model over a power of two of accelerators",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `spec.runtime.accelerator.count` to one of the numbers that the message names, as far as a replica may have",
		"so many. If the model does split in this number, add it to `counts` in the profile.",
	]),
	"path": ["spec", "runtime", "accelerator", "count"],
	"message": message,
}
