package modelspec.rules["supply-chain"]["no-secrets-by-shape_test"]

import data.modelspec.rules["supply-chain"]["no-secrets-by-shape"] as no_secrets_by_shape

test_fail_when_a_value_has_the_shape_of_a_secret if {
	_findings({"A": "key-123", "LEVEL": "info"}) == {_message("A", "a key")}
	_findings({"A": "text key-1234 text"}) == {_message("A", "a key")}
	_findings({"A": "TOKEN.9"}) == {_message("A", "a token")}
}

test_fail_for_each_variable_and_shape if {
	_findings({"A": "key-123 token.9", "B": "key-123"}) == {
		_message("A", "a key"),
		_message("A", "a token"),
		_message("B", "a key"),
	}
}

test_fail_when_it_has_a_shape_of_ones_own if {
	_findings({"A": "own-1"}) == {_message("A", "our own")}
}

test_success_when_the_variable_is_exempt if {
	every name in ["SAMPLE", "sample", "DEMO_1"] {
		_findings({name: "key-123"}) == set()
	}
	_findings({"A_SAMPLE": "key-123"}) == {_message("A_SAMPLE", "a key")}
}

test_success_with_other_values if {
	every value in ["", "info", "key-12", "token", "key-ab3"] {
		_findings({"KEY": value}) == set()
	}
}

test_success_without_variables if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"runtime": {}}},
		{"spec": {"runtime": {"environment": {}}}},
		{"spec": {"runtime": {"environment": {"variables": {}}}}},
	] {
		findings := no_secrets_by_shape.report with input as document with data.params["supply-chain"]["no-secrets-by-shape"] as _params
		findings == set()
	}
}

_params := {
	"shapes": {"a key": "key-[0-9]{3}", "a token": `(?i)token\.9`},
	"ownShapes": {"our own": "own-1"},
	"exempt": ["Sample", "DEMO_.*"],
}

_findings(variables) := findings if {
	findings := no_secrets_by_shape.report with input.spec.runtime.environment.variables as variables
		with data.params["supply-chain"]["no-secrets-by-shape"] as _params
}

_message(name, shape) := _finding(name, $"The value of the variable {name} looks like {shape}.")

_finding(name, message) := {
	"rule": "supply-chain/no-secrets-by-shape",
	"title": "Keep values that are secrets out of variables",
	"severity": "critical",
	"remediation": concat(" ", [
		"Take the value out of the spec, replace the secret, for it counts as known, and have the platform set the",
		"variable from a secret store, such as a Kubernetes Secret. If it is no secret, add the name of the variable to",
		"`exempt` in the profile.",
	]),
	"path": ["spec", "runtime", "environment", "variables"],
	"secret": ["spec", "runtime", "environment", "variables", name],
	"message": message,
}
