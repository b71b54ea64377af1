package modelspec.rules.accountability["owner-declared_test"]

import data.modelspec.rules.accountability["owner-declared"] as owner_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {}}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"governance": {}}}}},
	] {
		findings := owner_declared.report with input as document
		findings == {_finding("The owner is missing; the spec must say who answers for the deployment.")}
	}
}

test_fail_when_the_owner_is_blank if {
	every owner in ["", " ", "\t\n", "\u00a0\u3000", "\u200b"] {
		findings := owner_declared.report with input.spec.governance.compliance.governance.owner as owner
		findings == {_finding("The owner is blank; the spec must say who answers for the deployment.")}
	}
}

test_fail_when_the_owner_means_none if {
	every text in ["tbd", " N/A. ", "-", "?"] {
		findings := owner_declared.report with input.spec.governance.compliance.governance.owner as text
			with data.params.accountability["owner-declared"].meansNone as ["tbd", "n/a"]
		findings == {_finding($"The owner is \"{text}\"; the spec must say who answers for the deployment.")}
	}
}

test_success_any_name if {
	every owner in ["customer-care-ai@example.com", "Max", "7"] {
		findings := owner_declared.report with input.spec.governance.compliance.governance.owner as owner
		findings == set()
	}
}

_finding(message) := {
	"rule": "accountability/owner-declared",
	"title": "Name an owner",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.governance.compliance.governance.owner` to the team or person that answers for this deployment, best",
		"as an e-mail address, such as `customer-care-ai@example.com`.",
	]),
	"path": ["spec", "governance", "compliance", "governance", "owner"],
	"message": message,
}
