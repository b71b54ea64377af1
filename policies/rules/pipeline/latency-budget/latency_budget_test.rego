package modelspec.rules.pipeline["latency-budget_test"]

import data.modelspec.rules.pipeline["latency-budget"] as latency_budget

test_fail_beyond_the_target if {
	_findings([_takes(600), _takes(401)], 1) == {_finding(concat(" ", [
		"Required dependencies may take 1001 ms together;",
		"the limit is 1000 ms (1 of the target of 1000 ms).",
	]))}
}

test_fail_beyond_the_share if {
	_findings([_takes(600)], 0.5) == {_finding(concat(" ", [
		"Required dependencies may take 600 ms together;",
		"the limit is 500 ms (0.5 of the target of 1000 ms).",
	]))}
}

test_fail_fractions_are_rounded if {
	_findings([_takes(900.1), _takes(0.2)], 0.7777777) == {_finding(concat(" ", [
		"Required dependencies may take 900.3 ms together;",
		"the limit is 777.778 ms (0.7777777 of the target of 1000 ms).",
	]))}
}

test_success_within_the_share if {
	_findings([_takes(600), _takes(400)], 1) == set()
	_findings([_takes(500)], 0.5) == set()
	_findings([_takes(1500)], 1.5) == set()
}

test_success_when_what_takes_long_is_not_required if {
	_findings([_takes(600), object.union(_takes(5000), {"required": false})], 1) == set()
}

test_success_when_the_time_is_unknown if {
	_findings([{"id": "a"}, {"id": "b", "interface": {}}], 1) == set()
}

test_success_without_a_target if {
	every scaling in [{}, {"targetLatencyMsP95": 0}] {
		findings := latency_budget.report with input.spec as {
			"operations": {"scaling": scaling},
			"pipeline": {"dependencies": [_takes(600)]},
		}
			with data.params.pipeline["latency-budget"].share as 1
		findings == set()
	}
}

test_success_without_dependencies if {
	every spec in [{}, {"pipeline": {}}, {"pipeline": {"dependencies": []}}] {
		findings := latency_budget.report with input.spec as spec
			with input.spec.operations.scaling.targetLatencyMsP95 as 1
			with data.params.pipeline["latency-budget"].share as 1
		findings == set()
	}
}

_findings(dependencies, share) := findings if {
	findings := latency_budget.report with input.spec.pipeline.dependencies as dependencies
		with input.spec.operations.scaling.targetLatencyMsP95 as 1000
		with data.params.pipeline["latency-budget"].share as share
}

_takes(latency) := {"id": $"takes-{latency}", "interface": {"maxLatencyMs": latency}}

_finding(message) := {
	"rule": "pipeline/latency-budget",
	"title": "Leave time for the model itself",
	"severity": "medium",
	"remediation": concat(" ", [
		"Lower `maxLatencyMs` of dependencies, make those optional that an answer can do without, or raise",
		"`spec.operations.scaling.targetLatencyMsP95` to what can be kept.",
	]),
	"path": ["spec", "operations", "scaling", "targetLatencyMsP95"],
	"message": message,
}
