package modelspec.rules.privacy["pii-tracing_test"]

import data.modelspec.rules.privacy["pii-tracing"] as pii_tracing

test_fail_when_traces_may_hold_personal_data if {
	_findings(true, true, false) == {_finding("Personal data is allowed, and traces may hold it; tracing must be off.")}
}

test_success_when_contents_are_left_out if {
	_findings(true, true, true) == set()
}

test_success_when_tracing_is_off if {
	_findings(true, false, false) == set()
}

test_success_when_personal_data_is_ruled_out if {
	_findings(false, true, false) == set()
}

test_success_when_nothing_is_said_about_personal_data if {
	every governance in [{}, {"compliance": {}}, {"compliance": {"pii": {}}}] {
		findings := pii_tracing.report with input.spec.governance as governance
			with input.spec.operations.observability.tracing.enabled as true
			with data.params.privacy["pii-tracing"].contentsAreLeftOut as false
		findings == set()
	}
}

test_success_when_nothing_is_said_about_tracing if {
	every operations in [{}, {"observability": {}}, {"observability": {"tracing": {}}}] {
		findings := pii_tracing.report with input.spec.governance.compliance.pii.allowed as true
			with input.spec.operations as operations
			with data.params.privacy["pii-tracing"].contentsAreLeftOut as false
		findings == set()
	}
}

_findings(allowed, enabled, left_out) := findings if {
	findings := pii_tracing.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.operations.observability.tracing.enabled as enabled
		with data.params.privacy["pii-tracing"].contentsAreLeftOut as left_out
}

_finding(message) := {
	"rule": "privacy/pii-tracing",
	"title": "Trace no prompts where personal data is allowed",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.tracing.enabled` to `false`. Or have prompts and answers left out of traces",
		"wherever they are made, and say so with `contentsAreLeftOut` in the profile.",
	]),
	"path": ["spec", "operations", "observability", "tracing", "enabled"],
	"message": message,
	"replacement": false,
}
