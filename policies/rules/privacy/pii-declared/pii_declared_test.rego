package modelspec.rules.privacy["pii-declared_test"]

import data.modelspec.rules.privacy["pii-declared"] as pii_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every spec in [
		{},
		{"governance": {}},
		{"governance": {"compliance": {}}},
		{"governance": {"compliance": {"pii": {}}}},
		{"governance": {"compliance": {"pii": {"policy": "customer-data-policy-v3"}}}},
	] {
		findings := pii_declared.report with input.spec as spec
		findings == {_finding}
	}
}

test_fail_when_there_is_no_spec_at_all if {
	findings := pii_declared.report with input as {}
	findings == {_finding}
}

test_fail_when_the_value_is_neither_true_nor_false if {
	every value in [null, "false", 0, []] {
		findings := pii_declared.report with input.spec.governance.compliance.pii.allowed as value
		findings == {_finding}
	}
}

test_success_either_answer if {
	every answer in [true, false] {
		findings := pii_declared.report with input.spec.governance.compliance.pii.allowed as answer
		findings == set()
	}
}

_finding := {
	"rule": "privacy/pii-declared",
	"title": "Say whether personal data may be processed",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.governance.compliance.pii.allowed` to `true` if requests or answers may contain personal data,",
		"else to `false`.",
	]),
	"path": ["spec", "governance", "compliance", "pii", "allowed"],
	"message": "The spec does not say whether personal data is allowed; pii.allowed must be true or false.",
}
