package modelspec.rules.workload["environment-declared_test"]

import data.modelspec.rules.workload["environment-declared"] as environment_declared

test_fail_with_another_value if {
	_findings({"A": "1", "B": "2"}, [{"name": "server", "env": {"A": "0", "B": "2", "C": "3"}}]) == {_finding(
		["A"],
		`Deployment chat sets A to "0" in container server; the spec declares "1".`,
	)}
}

test_fail_for_each_container_that_serves if {
	_findings({"A": "1"}, [
		{"name": "a", "env": {"A": ""}, "resources": {"gpu": "1"}},
		{"name": "b", "env": {"A": "0"}, "resources": {"gpu": "1"}},
		{"name": "c", "env": {"A": "0"}},
	]) == {
		_finding(["A"], `Deployment chat sets A to "" in container a; the spec declares "1".`),
		_finding(["A"], `Deployment chat sets A to "0" in container b; the spec declares "1".`),
	}
}

test_fail_without_showing_what_is_named_after_a_secret if {
	_findings({"HF_TOKEN": "hf_declared"}, [{"name": "server", "env": {"HF_TOKEN": "hf_actual"}}]) == {_finding(
		[],
		concat(" ", [
			"Deployment chat sets HF_TOKEN to a value that is not shown in container server;",
			"the spec declares a value that is not shown.",
		]),
	)}
}

test_fail_without_showing_what_looks_like_a_secret if {
	every values in [["key-1", "2"], ["1", "see key-2 there"], ["token-1", "token-2"]] {
		_findings({"A": values[0]}, [{"name": "server", "env": {"A": values[1]}}]) == {_finding(
			[],
			concat(" ", [
				"Deployment chat sets A to a value that is not shown in container server;",
				"the spec declares a value that is not shown.",
			]),
		)}
	}
}

test_success_with_the_same_value_or_none_that_is_known if {
	every env in [{"A": "1"}, {"A": "$(B)", "B": "1"}, {"A": "$(B)"}, {}, {"a": "0"}] {
		_findings({"A": "1"}, [{"name": "server", "env": env}]) == set()
	}
	_findings({"A": "1"}, [{"name": "server"}]) == set()
}

test_success_when_the_spec_declares_none if {
	_findings({}, [{"name": "server", "env": {"A": "0"}}]) == set()
}

test_success_without_a_workload if {
	every document in [{}, {"spec": {"runtime": {"environment": {"variables": {"A": "1"}}}}}] {
		findings := environment_declared.report with input as document with data.params as _params
		findings == set()
	}
}

_findings(variables, containers) := findings if {
	findings := environment_declared.report with input as {
		"spec": {"runtime": {"environment": {"variables": variables}}},
		"context": {"workload": {"kind": "Deployment", "name": "chat", "pods": [{"containers": containers}]}},
	}
		with data.params as _params
}

_params := {
	"workload": {
		"accelerators-declared": {"resources": {"gpu": 1}},
		"model-declared": {"flags": [], "commands": [], "variables": []},
	},
	"supply-chain": {
		"no-secrets-by-name": {"names": ["_TOKEN$"]},
		"no-secrets-by-shape": {"shapes": {"a key": "key-[0-9]+", "a token": "^token-"}},
	},
}

_finding(field, message) := {
	"rule": "workload/environment-declared",
	"title": "Set no variable to something else than the spec does",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set the variable to the value that the spec has in `spec.runtime.environment.variables`,",
		"or change it there.",
	]),
	"path": array.concat(["spec", "runtime", "environment", "variables"], field),
	"message": message,
}
