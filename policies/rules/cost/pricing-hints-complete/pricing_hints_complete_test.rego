package modelspec.rules.cost["pricing-hints-complete_test"]

import data.modelspec.rules.cost["pricing-hints-complete"] as pricing_hints_complete

test_fail_when_one_is_missing if {
	_findings({"cloudProvider": "aws"}) == {_without_type}
	_findings({"instanceType": "g5.xlarge"}) == {_without_provider}
}

test_fail_when_one_is_blank if {
	_findings({"cloudProvider": "aws", "instanceType": " "}) == {_without_type}
	_findings({"cloudProvider": "", "instanceType": "g5.xlarge"}) == {_without_provider}
}

test_success_with_both_or_neither if {
	every hints in [
		{"cloudProvider": "aws", "instanceType": "g5.xlarge"},
		{},
		{"spotAllowed": true},
		{"cloudProvider": "", "instanceType": " "},
	] {
		_findings(hints) == set()
	}
}

test_success_without_the_section if {
	every document in [{}, {"spec": {}}, {"spec": {"governance": {}}}, {"spec": {"governance": {"cost": {}}}}] {
		findings := pricing_hints_complete.report with input as document
		findings == set()
	}
}

_findings(hints) := findings if {
	findings := pricing_hints_complete.report with input.spec.governance.cost.pricingHints as hints
}

_without_type := _finding(
	["spec", "governance", "cost", "pricingHints", "instanceType"],
	"The pricing hints have cloudProvider without instanceType; a price needs both.",
)

_without_provider := _finding(
	["spec", "governance", "cost", "pricingHints", "cloudProvider"],
	"The pricing hints have instanceType without cloudProvider; a price needs both.",
)

_finding(path, message) := {
	"rule": "cost/pricing-hints-complete",
	"title": "Name provider and instance type together",
	"severity": "low",
	"remediation": concat(" ", [
		"Set both `cloudProvider` and `instanceType` in `spec.governance.cost.pricingHints`, such as `aws` and",
		"`g5.xlarge`, or leave out both.",
	]),
	"path": path,
	"message": message,
}
