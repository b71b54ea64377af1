package modelspec.rules.accountability["change-approval-in-production_test"]

import data.modelspec.rules.accountability["change-approval-in-production"] as change_approval_in_production

test_fail_when_any_section_on_the_way_is_missing if {
	every spec in [
		{},
		{"governance": {}},
		{"governance": {"compliance": {}}},
		{"governance": {"compliance": {"governance": {}}}},
	] {
		findings := change_approval_in_production.report with input as {"metadata": _production, "spec": spec} with data.params as _params
		findings == {_finding("The approval of changes is missing; in production the spec must name a procedure.")}
	}
}

test_fail_when_it_is_blank if {
	every procedure in ["", " ", "\t\n", "\u200b"] {
		_findings(_production, procedure) == {_finding(concat(" ", [
			"The approval of changes is blank;",
			"in production the spec must name a procedure.",
		]))}
	}
}

test_fail_when_it_means_none if {
	every procedure in ["none", "None", " n/a ", "No approval.", "-"] {
		_findings(_production, procedure) == {_finding(concat(" ", [
			$"The approval of changes is \"{procedure}\";",
			"in production the spec must name a procedure.",
		]))}
	}
}

test_success_when_a_procedure_is_named if {
	every procedure in ["two-person-review", "none of your business"] {
		_findings(_production, procedure) == set()
	}
}

test_success_outside_production if {
	every metadata in [{}, {"labels": {"env": "dev"}}] {
		_findings(metadata, "none") == set()
	}
}

_production := {"labels": {"env": "prod"}}

_params := {"accountability": {
	"owner-declared": {"meansNone": ["none", "N/A", "no approval"]},
	"environment-declared": {"labels": ["env"], "production": ["prod"], "other": ["dev", "test"], "assumeProduction": false},
}}

_findings(metadata, procedure) := findings if {
	findings := change_approval_in_production.report with input.metadata as metadata
		with input.spec.governance.compliance.governance.changeApproval as procedure
		with data.params as _params
}

_finding(message) := {
	"rule": "accountability/change-approval-in-production",
	"title": "Say how changes are approved in production",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.governance.compliance.governance.changeApproval` to the procedure that changes go through, such as",
		"`two-person-review` or the name of a change board, and follow it.",
	]),
	"path": ["spec", "governance", "compliance", "governance", "changeApproval"],
	"message": message,
}
