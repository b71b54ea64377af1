package modelspec.rules.scaling["replicas-max_test"]

import data.modelspec.rules.scaling["replicas-max"] as replicas_max

test_fail_one_too_many if {
	_findings(101) == {_finding("Up to 101 replicas may run; the limit is 100.")}
}

test_success_up_to_the_limit if {
	every number in [0, 1, 100, 100.0] {
		_findings(number) == set()
	}
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := replicas_max.report with input as document
			with data.params.scaling["replicas-max"].max as 1
		findings == set()
	}
}

_findings(number) := findings if {
	findings := replicas_max.report with input.spec.operations.scaling.maxReplicas as number
		with data.params.scaling["replicas-max"].max as 100
}

_finding(message) := {
	"rule": "scaling/replicas-max",
	"title": "Run no more replicas than allowed",
	"severity": "medium",
	"remediation": "Lower `spec.operations.scaling.maxReplicas` to what the expected peak takes, with some room.",
	"path": ["spec", "operations", "scaling", "maxReplicas"],
	"message": message,
}
