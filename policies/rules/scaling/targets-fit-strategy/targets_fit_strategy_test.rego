package modelspec.rules.scaling["targets-fit-strategy_test"]

import data.modelspec.rules.scaling["targets-fit-strategy"] as targets_fit_strategy

test_fail_without_a_target if {
	every strategy in ["reactive", "predictive"] {
		every targets in [{}, {"targetRps": 0}, {"targetLatencyMsP95": 0, "targetRps": 0}, {"targetRps": null}] {
			_findings(object.union(targets, {"strategy": strategy})) == {_finding(
				["spec", "operations", "scaling", "strategy"],
				$"The strategy {strategy} has no target; scaling.targetLatencyMsP95 or scaling.targetRps must be above 0.",
			)}
		}
	}
}

test_fail_when_nobody_scales_towards_the_target if {
	_findings({"strategy": "manual", "targetLatencyMsP95": 10000, "targetRps": 2.5}) == {_finding(
		["spec", "operations", "scaling", "targetRps"],
		"The strategy is manual, so nothing scales towards targetRps 2.5.",
	)}
}

test_success_with_a_target if {
	every strategy in ["reactive", "predictive"] {
		every targets in [{"targetRps": 0.1}, {"targetLatencyMsP95": 1, "targetRps": 0}] {
			_findings(object.union(targets, {"strategy": strategy})) == set()
		}
	}
}

test_success_manual_without_a_target if {
	every targets in [{}, {"targetRps": 0}, {"targetLatencyMsP95": 10000}] {
		_findings(object.union(targets, {"strategy": "manual"})) == set()
	}
}

test_success_without_a_strategy if {
	_findings({"targetRps": 0}) == set()
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := targets_fit_strategy.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := targets_fit_strategy.report with input.spec.operations.scaling as scaling
}

_finding(path, message) := {
	"rule": "scaling/targets-fit-strategy",
	"title": "Give a strategy the targets that it needs, and no others",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `targetLatencyMsP95` or `targetRps` in `spec.operations.scaling` to what a deployment is to achieve, or set",
		"`strategy` to `manual` and leave `targetRps` out.",
	]),
	"path": path,
	"message": message,
}
