package modelspec.rules.serving["timeout-declared_test"]

import data.modelspec.rules.serving["timeout-declared"] as timeout_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := timeout_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_it_is_zero_or_no_number if {
	every seconds in [0, 0.0, "60", null] {
		_findings(seconds) == {_finding(_message)}
	}
}

test_success_with_a_limit if {
	every seconds in [1, 60, 60.0, 1e9] {
		_findings(seconds) == set()
	}
}

_findings(seconds) := findings if {
	findings := timeout_declared.report with input.spec.operations.serving.timeoutSeconds as seconds
}

_message := "Nothing limits how long a request takes; serving.timeoutSeconds must be a number above 0."

_finding(message) := {
	"rule": "serving/timeout-declared",
	"title": "Say how long a request may take",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.serving.timeoutSeconds` to the longest time that an answer may take, and configure the",
		"server and what is in front of it accordingly.",
	]),
	"path": ["spec", "operations", "serving", "timeoutSeconds"],
	"message": message,
}
