package modelspec.rules.scaling["availability-in-production_test"]

import data.modelspec.rules.scaling["availability-in-production"] as availability_in_production

test_fail_one_too_few if {
	_findings(1, "prod") == {_finding("In production at least 2 replicas must be running; the spec asks for 1.")}
	_findings(0, "prod") == {_finding("In production at least 2 replicas must be running; the spec asks for 0.")}
}

test_success_with_enough if {
	every number in [2, 2.0, 3] {
		_findings(number, "prod") == set()
	}
}

test_success_outside_production if {
	_findings(1, "test") == set()
}

test_success_when_the_number_is_not_declared if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := availability_in_production.report with input as document
			with input.metadata.labels as {"env": "prod"}
			with data.params as _params
		findings == set()
	}
}

_findings(number, env) := findings if {
	findings := availability_in_production.report with input.spec.operations.scaling.minReplicas as number
		with input.metadata.labels as {"env": env}
		with data.params as _params
}

_params := {
	"accountability": {"environment-declared": {
		"labels": ["env"],
		"production": ["prod"],
		"other": ["dev", "test"],
		"assumeProduction": false,
	}},
	"scaling": {"availability-in-production": {"minReplicas": 2}},
}

_finding(message) := {
	"rule": "scaling/availability-in-production",
	"title": "Keep enough replicas running in production",
	"severity": "high",
	"remediation": concat(" ", [
		"Raise `spec.operations.scaling.minReplicas` to the number asked for,",
		"and spread the replicas over machines.",
	]),
	"path": ["spec", "operations", "scaling", "minReplicas"],
	"message": message,
}
