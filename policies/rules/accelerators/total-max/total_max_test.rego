package modelspec.rules.accelerators["total-max_test"]

import data.modelspec.rules.accelerators["total-max"] as total_max

test_fail_beyond_the_limit if {
	_findings(65, 1) == {_finding("65 replicas with 1 accelerators each hold more than 64, the limit.")}
	_findings(9, 8) == {_finding("9 replicas with 8 accelerators each hold more than 64, the limit.")}
}

test_success_up_to_the_limit if {
	every numbers in [[64, 1], [8, 8], [8.0, 8], [0, 100]] {
		_findings(numbers[0], numbers[1]) == set()
	}
}

test_success_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"runtime": {"accelerator": {"count": 65}}}},
		{"spec": {"operations": {"scaling": {"maxReplicas": 65}}}},
	] {
		findings := total_max.report with input as document with data.params.accelerators["total-max"].max as 1
		findings == set()
	}
}

_findings(replicas, each) := findings if {
	findings := total_max.report with input.spec as {
		"runtime": {"accelerator": {"count": each}},
		"operations": {"scaling": {"maxReplicas": replicas}},
	}
		with data.params.accelerators["total-max"].max as 64
}

_finding(message) := {
	"rule": "accelerators/total-max",
	"title": "Hold no more accelerators together than allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Lower `spec.operations.scaling.maxReplicas` or `spec.runtime.accelerator.count`, or agree on a larger share and",
		"raise `max` in the profile.",
	]),
	"path": ["spec", "operations", "scaling", "maxReplicas"],
	"message": message,
}
