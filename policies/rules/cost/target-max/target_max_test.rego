package modelspec.rules.cost["target-max_test"]

import data.modelspec.rules.cost["target-max"] as target_max

test_fail_above_the_limit if {
	_findings(0.51) == {_finding("1,000 tokens may cost 0.51 USD; the limit is 0.5 USD.")}
	_findings(20) == {_finding("1,000 tokens may cost 20 USD; the limit is 0.5 USD.")}
}

test_success_up_to_the_limit if {
	every target in [0, 0.005, 0.5, 0.50] {
		_findings(target) == set()
	}
}

test_success_without_a_target if {
	every document in [{}, {"spec": {}}, {"spec": {"governance": {}}}, {"spec": {"governance": {"cost": {}}}}] {
		findings := target_max.report with input as document with data.params.cost["target-max"].maxUsd as 0
		findings == set()
	}
}

_findings(target) := findings if {
	findings := target_max.report with input.spec.governance.cost.targetCostPer1kTokensUsd as target
		with data.params.cost["target-max"].maxUsd as 0.5
}

_finding(message) := {
	"rule": "cost/target-max",
	"title": "Plan to cost no more than allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Make sure that `spec.governance.cost.targetCostPer1kTokensUsd` is in US dollars for 1,000 tokens, not for a",
		"million. If it is, lower the cost with larger batches, a smaller model or a lower precision.",
	]),
	"path": ["spec", "governance", "cost", "targetCostPer1kTokensUsd"],
	"message": message,
}
