package modelspec.rules.cost["spot-in-production_test"]

import data.modelspec.rules.cost["spot-in-production"] as spot_in_production

test_fail_in_production if {
	_findings({"env": "prod"}, {"spotAllowed": true}) == {_finding(concat(" ", [
		"Spot capacity is allowed in production,",
		"where it can be taken away at any time.",
	]))}
}

test_success_outside_production if {
	every labels in [{}, {"env": "dev"}] {
		_findings(labels, {"spotAllowed": true}) == set()
	}
}

test_success_when_it_is_not_allowed if {
	every hints in [{}, {"spotAllowed": false}, {"cloudProvider": "aws"}] {
		_findings({"env": "prod"}, hints) == set()
	}
}

test_success_without_the_section if {
	every document in [{}, {"spec": {}}, {"spec": {"governance": {}}}, {"spec": {"governance": {"cost": {}}}}] {
		findings := spot_in_production.report with input as document
			with data.params.accountability["environment-declared"] as object.union(_environment, {"assumeProduction": true})
		findings == set()
	}
}

_environment := {"labels": ["env"], "production": ["prod"], "other": ["dev", "test"], "assumeProduction": false}

_findings(labels, hints) := findings if {
	findings := spot_in_production.report with input.metadata.labels as labels
		with input.spec.governance.cost.pricingHints as hints
		with data.params.accountability["environment-declared"] as _environment
}

_finding(message) := {
	"rule": "cost/spot-in-production",
	"title": "Use no spot capacity in production",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.governance.cost.pricingHints.spotAllowed` to `false`, and reserve capacity for what has to be there at",
		"all times.",
	]),
	"path": ["spec", "governance", "cost", "pricingHints", "spotAllowed"],
	"message": message,
	"replacement": false,
}
