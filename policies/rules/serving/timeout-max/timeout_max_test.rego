package modelspec.rules.serving["timeout-max_test"]

import data.modelspec.rules.serving["timeout-max"] as timeout_max

test_fail_one_second_too_long if {
	_findings(601) == {_finding("A request may take 601 seconds; the limit is 600.")}
}

test_success_up_to_the_limit if {
	every seconds in [0, 1, 600, 600.0] {
		_findings(seconds) == set()
	}
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := timeout_max.report with input as document
			with data.params.serving["timeout-max"].maxSeconds as 0
		findings == set()
	}
}

_findings(seconds) := findings if {
	findings := timeout_max.report with input.spec.operations.serving.timeoutSeconds as seconds
		with data.params.serving["timeout-max"].maxSeconds as 600
}

_finding(message) := {
	"rule": "serving/timeout-max",
	"title": "Let no request take longer than allowed",
	"severity": "low",
	"remediation": concat(" ", [
		"Lower `spec.operations.serving.timeoutSeconds` to the limit, and make what takes longer a job that is asked for",
		"its result later, or stream the answer.",
	]),
	"path": ["spec", "operations", "serving", "timeoutSeconds"],
	"message": message,
}
