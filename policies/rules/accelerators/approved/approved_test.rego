package modelspec.rules.accelerators.approved_test

import data.modelspec.rules.accelerators.approved

test_fail_names_the_family_that_is_approved if {
	_findings("nvidia", "A100_SXM4", _list) == {_finding(concat(" ", [
		"The accelerator nvidia/A100_SXM4 is not approved;",
		"nearest approved: nvidia/a100-40gb, nvidia/a100-80gb.",
	]))}
}

test_fail_names_what_the_vendor_has if {
	_findings("nvidia", "v100", _list) == {_finding(concat(" ", [
		"The accelerator nvidia/v100 is not approved;",
		"nearest approved: nvidia/a10, nvidia/a100-40gb, nvidia/a100-80gb.",
	]))}
}

test_fail_names_all_to_an_unknown_vendor if {
	_findings("acme", "x1", ["nvidia/a10", "amd/mi300x"]) == {_finding(concat(" ", [
		"The accelerator acme/x1 is not approved;",
		"nearest approved: nvidia/a10, amd/mi300x.",
	]))}
}

test_fail_names_no_more_than_five if {
	_findings("acme", "x1", ["a/1", "a/2", "a/3", "b/1", "b/2", "b/3", "b/4"]) == {_finding(concat(" ", [
		"The accelerator acme/x1 is not approved;",
		"nearest approved: a/1, a/2, a/3, b/1, b/2 and 2 more.",
	]))}
}

test_fail_when_only_the_type_matches if {
	_findings("amd", "a10", _list) == {_finding(concat(" ", [
		"The accelerator amd/a10 is not approved;",
		"nearest approved: nvidia/a10.",
	]))}
}

test_fail_when_nothing_is_approved if {
	_findings("nvidia", "a10", []) == {_finding("The accelerator nvidia/a10 is not approved; no accelerator is.")}
}

test_fail_when_the_names_are_blank if {
	_findings("", " ", ["nvidia/a10"]) == {_finding("The accelerator /  is not approved; nearest approved: nvidia/a10.")}
}

test_success_in_any_spelling if {
	every accelerator in [
		["nvidia", "a100-80gb"],
		["NVIDIA", "A100-80GB"],
		["Nvidia", "A100_80GB"],
		["nvidia", "a100 80gb"],
		["n_vid-ia", "a10080gb"],
	] {
		_findings(accelerator[0], accelerator[1], _list) == set()
		_findings("nvidia", "a100-80gb", [concat("/", accelerator)]) == set()
	}
}

test_success_without_an_accelerator if {
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}] {
		findings := approved.report with input as document
			with data.params.accelerators.approved.approved as []
		findings == set()
	}
}

_list := ["nvidia/a10", "nvidia/a100-40gb", "nvidia/a100-80gb", "amd/mi300x"]

_findings(vendor, type, list) := findings if {
	accelerator := {"vendor": vendor, "type": type, "count": 1}
	findings := approved.report with input.spec.runtime.accelerator as accelerator
		with data.params.accelerators.approved.approved as list
}

_finding(message) := {
	"rule": "accelerators/approved",
	"title": "Use an approved accelerator",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `vendor` and `type` in `spec.runtime.accelerator` to an approved accelerator, or have this one added to",
		"`approved` in the profile.",
	]),
	"path": ["spec", "runtime", "accelerator", "type"],
	"message": message,
}
