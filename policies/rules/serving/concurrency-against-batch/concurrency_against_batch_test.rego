package modelspec.rules.serving["concurrency-against-batch_test"]

import data.modelspec.rules.serving["concurrency-against-batch"] as concurrency_against_batch

test_fail_one_too_few if {
	_findings({"maxConcurrency": 7}, {"maxBatchSize": 8}) == {_finding(concat(" ", [
		"At a time 7 requests may be served;",
		"a batch holds 8 and never fills.",
	]))}
}

test_success_as_many_or_more if {
	every concurrency in [8, 8.0, 9, 1000] {
		_findings({"maxConcurrency": concurrency}, {"maxBatchSize": 8}) == set()
	}
}

test_success_when_either_is_missing if {
	_findings({}, {"maxBatchSize": 8}) == set()
	_findings({"maxConcurrency": 1}, {}) == set()
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := concurrency_against_batch.report with input as document
		findings == set()
	}
}

_findings(serving, batch) := findings if {
	findings := concurrency_against_batch.report with input.spec as {
		"operations": {"serving": serving},
		"runtime": {"batch": batch},
	}
}

_finding(message) := {
	"rule": "serving/concurrency-against-batch",
	"title": "Let in enough requests to fill a batch",
	"severity": "low",
	"remediation": concat(" ", [
		"Raise `spec.operations.serving.maxConcurrency` to `spec.runtime.batch.maxBatchSize` or beyond, so that the next",
		"requests are waiting when a batch is done, or lower the batch size.",
	]),
	"path": ["spec", "operations", "serving", "maxConcurrency"],
	"message": message,
}
