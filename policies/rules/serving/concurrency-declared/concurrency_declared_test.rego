package modelspec.rules.serving["concurrency-declared_test"]

import data.modelspec.rules.serving["concurrency-declared"] as concurrency_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := concurrency_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_it_is_no_number if {
	_findings("16") == {_finding(_message)}
}

test_success_with_a_number if {
	every number in [1, 16, 16.0] {
		_findings(number) == set()
	}
}

_findings(number) := findings if {
	findings := concurrency_declared.report with input.spec.operations.serving.maxConcurrency as number
}

_message := "The spec does not say how many requests are served at a time; serving.maxConcurrency must be set."

_finding(message) := {
	"rule": "serving/concurrency-declared",
	"title": "Say how many requests are served at a time",
	"severity": "medium",
	"remediation": "Set `spec.operations.serving.maxConcurrency` to what a replica serves within its latency target: a batch or two.",
	"path": ["spec", "operations", "serving", "maxConcurrency"],
	"message": message,
}
