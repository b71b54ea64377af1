package modelspec.rules.accountability["contact-declared_test"]

import data.modelspec.rules.accountability["contact-declared"] as contact_declared

test_fail_without_such_an_annotation if {
	every document in [
		{},
		{"metadata": {}},
		{"metadata": {"annotations": {}}},
		{"metadata": {"annotations": {"runbook": "https://wiki.example.com/chat"}}},
		{"metadata": {"annotations": {"pager": "", "on-call": " \t"}}},
		{"metadata": {"annotations": {"pager": "TBD", "on-call": "-"}}},
	] {
		findings := contact_declared.report with input as document with data.params.accountability["contact-declared"].annotations as ["pager", "on-call"]
			with data.params.accountability["owner-declared"].meansNone as ["tbd"]
		findings == {_finding("No annotation says whom to call when it fails; pager or on-call must.")}
	}
}

test_success_with_one_of_them if {
	every annotations in [{"pager": "12345"}, {"pager": "", "on-call": "#chat-alerts"}, {"pager": "1", "on-call": "2"}] {
		findings := contact_declared.report with input.metadata.annotations as annotations
			with data.params.accountability["contact-declared"].annotations as ["pager", "on-call"]
		findings == set()
	}
}

_finding(message) := {
	"rule": "accountability/contact-declared",
	"title": "Say whom to call",
	"severity": "low",
	"remediation": concat(" ", [
		"Set the annotation in `metadata.annotations` to the pager, chat channel or telephone number that is answered at",
		"any time, or name the annotation that your organisation uses for it in `annotations` in the profile.",
	]),
	"path": ["metadata", "annotations"],
	"message": message,
}
