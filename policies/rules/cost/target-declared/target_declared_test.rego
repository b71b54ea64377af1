package modelspec.rules.cost["target-declared_test"]

import data.modelspec.rules.cost["target-declared"] as target_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {}}},
		{"spec": {"governance": {"cost": {}}}},
		{"spec": {"governance": {"cost": {"pricingHints": {"spotAllowed": true}}}}},
	] {
		findings := target_declared.report with input as document
		findings == {_missing}
	}
}

test_fail_when_the_value_is_no_number_above_zero if {
	every value in [null, "0.005", true, 0, 0.0] {
		findings := target_declared.report with input.spec.governance.cost.targetCostPer1kTokensUsd as value
		findings == {_missing}
	}
}

test_success_any_number_above_zero if {
	every target in [0.0001, 0.005, 12] {
		findings := target_declared.report with input.spec.governance.cost.targetCostPer1kTokensUsd as target
		findings == set()
	}
}

_missing := _finding(concat(" ", [
	"The spec does not say what 1,000 tokens may cost;",
	"cost.targetCostPer1kTokensUsd must be above 0.",
]))

_finding(message) := {
	"rule": "cost/target-declared",
	"title": "Say what the deployment may cost",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `spec.governance.cost.targetCostPer1kTokensUsd` to what 1,000 tokens may cost in US dollars, such as",
		"`0.005`. The price of an hour divided by the thousands of tokens made in it is a good start.",
	]),
	"path": ["spec", "governance", "cost", "targetCostPer1kTokensUsd"],
	"message": message,
}
