package modelspec.rules.serving["probe-timeout-positive_test"]

import data.modelspec.rules.serving["probe-timeout-positive"] as probe_timeout_positive

test_fail_for_each_probe if {
	_findings({"readinessProbe": {"timeoutSeconds": 0}, "livenessProbe": {"timeoutSeconds": 0.0}}) == {
		_finding("readinessProbe", "The readinessProbe waits 0 seconds; it must wait for at least 1."),
		_finding("livenessProbe", "The livenessProbe waits 0 seconds; it must wait for at least 1."),
	}
}

test_success_with_some_time if {
	_findings({"readinessProbe": {"timeoutSeconds": 1}, "livenessProbe": {"timeoutSeconds": 60}}) == set()
}

test_success_without_a_timeout if {
	_findings({"readinessProbe": {"path": "/health"}, "livenessProbe": {}}) == set()
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := probe_timeout_positive.report with input as document
		findings == set()
	}
}

_findings(serving) := findings if {
	findings := probe_timeout_positive.report with input.spec.operations.serving as serving
}

_finding(kind, message) := {
	"rule": "serving/probe-timeout-positive",
	"title": "Give a probe time for an answer",
	"severity": "medium",
	"remediation": "Set `timeoutSeconds` of the probe to 1 or more, or leave it out.",
	"path": ["spec", "operations", "serving", kind, "timeoutSeconds"],
	"message": message,
}
