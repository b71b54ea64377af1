package modelspec.rules.scaling["max-replicas-positive_test"]

import data.modelspec.rules.scaling["max-replicas-positive"] as max_replicas_positive

test_fail_at_zero if {
	every number in [0, 0.0] {
		_findings({"minReplicas": 0, "maxReplicas": number}) == {_finding("At most 0 replicas may run, so the model never does.")}
	}
}

test_success_from_one_on if {
	every number in [1, 2, 1000] {
		_findings({"minReplicas": 0, "maxReplicas": number}) == set()
	}
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := max_replicas_positive.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := max_replicas_positive.report with input.spec.operations.scaling as scaling
}

_finding(message) := {
	"rule": "scaling/max-replicas-positive",
	"title": "Allow at least one replica",
	"severity": "high",
	"remediation": "Set `spec.operations.scaling.maxReplicas` to 1 or more. To take a deployment out of service, delete it.",
	"path": ["spec", "operations", "scaling", "maxReplicas"],
	"message": message,
}
