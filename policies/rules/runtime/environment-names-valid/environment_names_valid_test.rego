package modelspec.rules.runtime["environment-names-valid_test"]

import data.modelspec.rules.runtime["environment-names-valid"] as environment_names_valid

test_fail_for_each_name if {
	names := {"HF-TOKEN", "1ST", "", "A B", "A=B", "GRÖSSE", "a.b", "A\n"}
	_findings({name: "x" | some name in names}) == {finding |
		some name in names
		finding := _finding(
			["spec", "runtime", "environment", "variables", name],
			$"`{name}` is no name of an environment variable; it must have letters, digits and underscores only.",
		)
	}
}

test_success_with_letters_digits_and_underscores if {
	_findings({name: "x" | some name in {"A", "_", "HF_HUB_OFFLINE", "http_proxy", "_1", "A1"}}) == set()
}

test_success_without_variables if {
	_findings({}) == set()
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}, {"spec": {"runtime": {"environment": {}}}}] {
		findings := environment_names_valid.report with input as document
		findings == set()
	}
}

_findings(variables) := findings if {
	findings := environment_names_valid.report with input.spec.runtime.environment.variables as variables
}

_finding(path, message) := {
	"rule": "runtime/environment-names-valid",
	"title": "Give environment variables names that every program can read",
	"severity": "medium",
	"remediation": "Write the name with letters, digits and underscores only, such as `HF_HUB_OFFLINE` for `HF-HUB-OFFLINE`.",
	"path": path,
	"message": message,
}
