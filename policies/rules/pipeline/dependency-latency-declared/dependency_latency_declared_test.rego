package modelspec.rules.pipeline["dependency-latency-declared_test"]

import data.modelspec.rules.pipeline["dependency-latency-declared"] as dependency_latency_declared

test_fail_for_each_required_one_without if {
	_findings([
		{"id": "a"},
		{"id": "b", "required": true, "interface": {}},
		{"id": "c", "interface": {"maxLatencyMs": "50"}},
		{"id": "d", "interface": {"maxLatencyMs": 50}},
	]) == {_latency(0, "a"), _latency(1, "b"), _latency(2, "c")}
}

test_success_with_any_number if {
	every latency in [0, 0.5, 1e9] {
		_findings([{"id": "a", "interface": {"maxLatencyMs": latency}}]) == set()
	}
}

test_success_when_it_is_not_required if {
	_findings([{"id": "a", "required": false}]) == set()
}

test_success_without_a_target if {
	findings := dependency_latency_declared.report with input.spec.pipeline.dependencies as [{"id": "a"}]
	findings == set()
}

test_success_without_dependencies if {
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}, {"spec": {"pipeline": {"dependencies": []}}}] {
		findings := dependency_latency_declared.report with input as document with input.spec.operations.scaling.targetLatencyMsP95 as 1000
		findings == set()
	}
}

_findings(dependencies) := findings if {
	findings := dependency_latency_declared.report with input.spec.pipeline.dependencies as dependencies
		with input.spec.operations.scaling.targetLatencyMsP95 as 1000
}

_latency(index, id) := _finding(
	["spec", "pipeline", "dependencies", index, "interface", "maxLatencyMs"],
	$"The dependency `{id}` does not say how long it may take; maxLatencyMs must be set.",
)

_finding(path, message) := {
	"rule": "pipeline/dependency-latency-declared",
	"title": "Say how long a dependency may take",
	"severity": "low",
	"remediation": "Set `interface.maxLatencyMs` of the dependency, and use the same number as timeout when calling it.",
	"path": path,
	"message": message,
}
