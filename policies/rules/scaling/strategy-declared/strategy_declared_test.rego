package modelspec.rules.scaling["strategy-declared_test"]

import data.modelspec.rules.scaling["strategy-declared"] as strategy_declared

test_fail_when_the_bounds_leave_room if {
	_findings({"minReplicas": 1, "maxReplicas": 2}) == {_finding(concat(" ", [
		"Between 1 and 2 replicas may run, but the spec does not say what decides;",
		"scaling.strategy must be set.",
	]))}
}

test_fail_when_it_is_no_text if {
	count(_findings({"minReplicas": 1, "maxReplicas": 2, "strategy": null})) == 1
}

test_success_with_any_strategy if {
	every strategy in ["reactive", "predictive", "manual"] {
		_findings({"minReplicas": 1, "maxReplicas": 2, "strategy": strategy}) == set()
	}
}

test_success_when_there_is_nothing_to_decide if {
	_findings({"minReplicas": 2, "maxReplicas": 2}) == set()
	_findings({"minReplicas": 3, "maxReplicas": 2}) == set()
	_findings({"minReplicas": 1}) == set()
	_findings({"maxReplicas": 2}) == set()
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := strategy_declared.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := strategy_declared.report with input.spec.operations.scaling as scaling
}

_finding(message) := {
	"rule": "scaling/strategy-declared",
	"title": "Say how a deployment scales",
	"severity": "low",
	"remediation": "Set `spec.operations.scaling.strategy` to `reactive`, `predictive` or `manual`.",
	"path": ["spec", "operations", "scaling", "strategy"],
	"message": message,
}
