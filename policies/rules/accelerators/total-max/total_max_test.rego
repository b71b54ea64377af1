package modelspec.rules.accelerators["total-max_test"]

import data.modelspec.rules.accelerators["total-max"] as total_max

test_fail_beyond_the_limit if {
	_findings(65, 1) == {_finding("65 replicas with 1 accelerator each hold more than 64, the limit.")}
	_findings(9, 8) == {_finding("9 replicas with 8 accelerators each hold more than 64, the limit.")}
}

test_fail_by_the_greater_bound if {
	message := "65 replicas with 1 accelerator each hold more than 64, the limit."
	_of_scaling({"minReplicas": 65}) == {_finding_at(["minReplicas"], message)}
	_of_scaling({"minReplicas": 65, "maxReplicas": 2}) == {_finding_at(["minReplicas"], message)}
	_of_scaling({"minReplicas": 65, "maxReplicas": 65}) == {_finding(message)}
}

test_fail_together_with_what_is_kept_warm if {
	_of_scaling({"maxReplicas": 60, "warmPool": {"size": 5}}) == {_finding(concat(" ", [
		"60 replicas and 5 kept warm with 1 accelerator each",
		"hold more than 64, the limit.",
	]))}
	every scaling in [{}, {"maxReplicas": 0}, {"minReplicas": 0}] {
		message := "65 replicas kept warm with 1 accelerator each hold more than 64, the limit."
		_of_scaling(object.union(scaling, {"warmPool": {"size": 65}})) == {_finding_at(["warmPool", "size"], message)}
	}
}

test_success_up_to_the_limit if {
	every numbers in [[64, 1], [8, 8], [8.0, 8], [0, 100]] {
		_findings(numbers[0], numbers[1]) == set()
	}
	_of_scaling({"minReplicas": 64, "maxReplicas": 1}) == set()
	_of_scaling({"maxReplicas": 60, "warmPool": {"size": 4}}) == set()
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

_of_scaling(scaling) := findings if {
	findings := total_max.report with input.spec as {
		"runtime": {"accelerator": {"count": 1}},
		"operations": {"scaling": scaling},
	}
		with data.params.accelerators["total-max"].max as 64
}

_finding(message) := _finding_at(["maxReplicas"], message)

_finding_at(field, message) := {
	"rule": "accelerators/total-max",
	"title": "Hold no more accelerators together than allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Lower the replicas or the warm pool in `spec.operations.scaling`, or `spec.runtime.accelerator.count`, or agree",
		"on a larger share and raise `max` in the profile.",
	]),
	"path": array.concat(["spec", "operations", "scaling"], field),
	"message": message,
}
