package modelspec.rules.serving["timeout-above-latency-target_test"]

import data.modelspec.rules.serving["timeout-above-latency-target"] as timeout_above_latency_target

test_fail_when_it_is_no_longer_than_the_target if {
	_findings(5, 5000) == {_finding("A request is given up after 5 seconds; that must be longer than the target of 5000 ms.")}
	_findings(1, 12000.5) == {_finding("A request is given up after 1 second; that must be longer than the target of 12000.5 ms.")}
}

test_success_when_it_is_longer if {
	every target in [0, 0.5, 4999, 4999.9] {
		_findings(5, target) == set()
	}
}

test_success_without_a_timeout if {
	_findings(0, 5000) == set()
}

test_success_when_one_of_them_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {}}},
		{"spec": {"operations": {"serving": {"timeoutSeconds": 1}}}},
		{"spec": {"operations": {"serving": {"timeoutSeconds": 1}, "scaling": {}}}},
		{"spec": {"operations": {"serving": {}, "scaling": {"targetLatencyMsP95": 5000}}}},
	] {
		findings := timeout_above_latency_target.report with input as document
		findings == set()
	}
}

_findings(seconds, target) := findings if {
	findings := timeout_above_latency_target.report with input.spec.operations as {
		"serving": {"timeoutSeconds": seconds},
		"scaling": {"targetLatencyMsP95": target},
	}
}

_finding(message) := {
	"rule": "serving/timeout-above-latency-target",
	"title": "Wait longer for an answer than it should take",
	"severity": "medium",
	"remediation": concat(" ", [
		"Raise `spec.operations.serving.timeoutSeconds` well above the target, or lower",
		"`spec.operations.scaling.targetLatencyMsP95`, which is in milliseconds.",
	]),
	"path": ["spec", "operations", "serving", "timeoutSeconds"],
	"message": message,
}
