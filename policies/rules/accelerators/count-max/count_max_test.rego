package modelspec.rules.accelerators["count-max_test"]

import data.modelspec.rules.accelerators["count-max"] as count_max

test_fail_one_too_many if {
	_findings(9, {"max": 8, "maxByType": {}}) == {_finding(9, 8)}
}

test_fail_far_too_many if {
	_findings(12345678901234567890123, {"max": 8, "maxByType": {}}) == {_finding(12345678901234567890123, 8)}
}

test_fail_when_none_is_allowed if {
	_findings(2, {"max": 0, "maxByType": {}}) == {_finding(2, 0)}
	_findings(1, {"max": 0, "maxByType": {}}) == {_finding_of("1 nvidia/h100-80gb accelerator; the limit is 0.")}
}

test_fail_by_the_limit_of_the_type if {
	_findings(5, {"max": 8, "maxByType": {"NVIDIA/H100_80GB": 4, "nvidia/a10": 2}}) == {_finding(5, 4)}
}

test_fail_by_the_lower_of_two_limits_of_one_type if {
	limits := {"nvidia/h100-80gb": 6, "nvidia/H100 80GB": 4}
	_findings(5, {"max": 8, "maxByType": limits}) == {_finding(5, 4)}
}

test_success_up_to_the_limit if {
	every number in [1, 7, 8, 8.0] {
		_findings(number, {"max": 8, "maxByType": {}}) == set()
	}
}

test_success_up_to_a_higher_limit_of_the_type if {
	_findings(16, {"max": 8, "maxByType": {"nvidia/h100-80gb": 16}}) == set()
}

test_success_when_the_limit_is_that_of_another_type if {
	_findings(8, {"max": 8, "maxByType": {"nvidia/h100": 1, "amd/h100-80gb": 1}}) == set()
}

test_success_without_an_accelerator if {
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}, {"spec": {"runtime": {"accelerator": {}}}}] {
		findings := count_max.report with input as document
			with data.params.accelerators["count-max"] as {"max": 0, "maxByType": {}}
		findings == set()
	}
}

_findings(number, params) := findings if {
	accelerator := {"vendor": "nvidia", "type": "h100-80gb", "count": number}
	findings := count_max.report with input.spec.runtime.accelerator as accelerator
		with data.params.accelerators["count-max"] as params
}

_finding(number, limit) := _finding_of($"{number} nvidia/h100-80gb accelerators; the limit is {limit}.")

_finding_of(what) := {
	"rule": "accelerators/count-max",
	"title": "Ask for no more accelerators than allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Lower `spec.runtime.accelerator.count` to the limit, for example with a larger accelerator, a lower precision",
		"or a smaller model.",
	]),
	"path": ["spec", "runtime", "accelerator", "count"],
	"message": $"Each replica asks for {what}",
}
