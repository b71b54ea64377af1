package modelspec.rules.scaling["replicas-max_test"]

import data.modelspec.rules.scaling["replicas-max"] as replicas_max

test_fail_one_too_many if {
	_findings(101) == {_finding("Up to 101 replicas may run; the limit is 100.")}
}

test_fail_by_the_greater_bound if {
	_of_scaling({"minReplicas": 101, "maxReplicas": 102}) == {_finding("Up to 102 replicas may run; the limit is 100.")}
	expected := {_finding_at("minReplicas", "Up to 101 replicas may run; the limit is 100.")}
	every scaling in [{"minReplicas": 101}, {"minReplicas": 101, "maxReplicas": 1}] {
		_of_scaling(scaling) == expected
	}
}

test_success_up_to_the_limit if {
	every number in [0, 1, 100, 100.0] {
		_findings(number) == set()
		_of_scaling({"minReplicas": number}) == set()
		_of_scaling({"minReplicas": number, "maxReplicas": 100}) == set()
	}
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := replicas_max.report with input as document
			with data.params.scaling["replicas-max"].max as 1
		findings == set()
	}
}

_findings(number) := _of_scaling({"maxReplicas": number})

_of_scaling(scaling) := findings if {
	findings := replicas_max.report with input.spec.operations.scaling as scaling
		with data.params.scaling["replicas-max"].max as 100
}

_finding(message) := _finding_at("maxReplicas", message)

_finding_at(bound, message) := {
	"rule": "scaling/replicas-max",
	"title": "Run no more replicas than allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Lower `maxReplicas` in `spec.operations.scaling` to what the expected peak takes, with some room, and",
		"`minReplicas` to no more than that.",
	]),
	"path": ["spec", "operations", "scaling", bound],
	"message": message,
}
