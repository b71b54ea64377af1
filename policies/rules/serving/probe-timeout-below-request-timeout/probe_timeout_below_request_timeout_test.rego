package modelspec.rules.serving["probe-timeout-below-request-timeout_test"]

import data.modelspec.rules.serving["probe-timeout-below-request-timeout"] as probe_timeout_below_request_timeout

test_fail_for_each_probe_that_waits_as_long_or_longer if {
	_findings({
		"timeoutSeconds": 30,
		"readinessProbe": {"timeoutSeconds": 30},
		"livenessProbe": {"timeoutSeconds": 90},
	}) == {
		_probe("readinessProbe", "The readinessProbe waits 30 seconds; it must be less than the 30 of a request."),
		_probe("livenessProbe", "The livenessProbe waits 90 seconds; it must be less than the 30 of a request."),
	}
}

test_success_one_second_less if {
	every seconds in [0, 1, 29] {
		_findings({
			"timeoutSeconds": 30,
			"readinessProbe": {"timeoutSeconds": seconds},
			"livenessProbe": {"timeoutSeconds": seconds},
		}) == set()
	}
}

test_success_the_shortest_probe_for_the_shortest_request if {
	_findings({"timeoutSeconds": 1, "readinessProbe": {"timeoutSeconds": 1}}) == set()
	_findings({"timeoutSeconds": 1, "livenessProbe": {"timeoutSeconds": 2}}) == {_probe(
		"livenessProbe",
		"The livenessProbe waits 2 seconds; it must be less than the 1 of a request.",
	)}
}

test_success_without_a_limit_for_requests if {
	_findings({"timeoutSeconds": 0, "readinessProbe": {"timeoutSeconds": 5}}) == set()
	_findings({"readinessProbe": {"timeoutSeconds": 5}}) == set()
}

test_success_without_a_timeout_of_the_probe if {
	_findings({"timeoutSeconds": 1, "readinessProbe": {"path": "/health"}}) == set()
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := probe_timeout_below_request_timeout.report with input as document
		findings == set()
	}
}

_findings(serving) := findings if {
	findings := probe_timeout_below_request_timeout.report with input.spec.operations.serving as serving
}

_probe(kind, message) := _finding(["spec", "operations", "serving", kind, "timeoutSeconds"], message)

_finding(path, message) := {
	"rule": "serving/probe-timeout-below-request-timeout",
	"title": "Give up on a probe sooner than on a request",
	"severity": "medium",
	"remediation": "Lower `timeoutSeconds` of the probe to a few seconds, below `spec.operations.serving.timeoutSeconds`, or to 1.",
	"path": path,
	"message": message,
}
