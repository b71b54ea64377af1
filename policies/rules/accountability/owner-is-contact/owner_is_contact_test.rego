package modelspec.rules.accountability["owner-is-contact_test"]

import data.modelspec.rules.accountability["owner-is-contact"] as owner_is_contact

test_fail_when_the_owner_has_none_of_the_forms if {
	every owner in ["Max", "customer-care@", "chat 7", "http://example.com"] {
		_findings(owner) == {_finding($"The owner is {owner}, which is none of: chat room, e-mail.")}
	}
}

test_success_when_the_owner_has_one_of_them if {
	every owner in ["customer-care@example.com", "chat:7", " chat:7\n"] {
		_findings(owner) == set()
	}
}

test_success_when_there_is_none if {
	every owner in ["", " ", "\t\n", "\u00a0\u3000", "-", "TBD"] {
		_findings(owner) == set()
	}
}

test_success_without_an_owner if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {}}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"governance": {}}}}},
	] {
		findings := owner_is_contact.report with input as document with data.params.accountability["owner-is-contact"].forms as _forms
		findings == set()
	}
}

_forms := {"e-mail": `^\S+@\S+$`, "chat room": "^chat:[0-9]+$"}

_findings(owner) := findings if {
	findings := owner_is_contact.report with input.spec.governance.compliance.governance.owner as owner
		with data.params.accountability["owner-is-contact"].forms as _forms
		with data.params.accountability["owner-declared"].meansNone as ["tbd"]
}

_finding(message) := {
	"rule": "accountability/owner-is-contact",
	"title": "Name an owner that can be reached",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `spec.governance.compliance.governance.owner` to something that leads to people without having to ask",
		"around: a shared mailbox such as `customer-care-ai@example.com`, a team handle such as `@example/customer-care`,",
		"or the address of the team's page.",
	]),
	"path": ["spec", "governance", "compliance", "governance", "owner"],
	"message": message,
}
