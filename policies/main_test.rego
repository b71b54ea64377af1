package modelspec.main_test

import data.modelspec.main

test_fail_every_rule_is_asked if {
	findings := main.report with data.modelspec.rules as {
		"example": {
			"one": {"report": {_finding("example/one", "first"), _finding("example/one", "second")}},
			"two": {"report": {_finding("example/two", "third")}},
			"two_test": {"test_success": true},
		},
		"other": {"one": {"report": {_finding("other/one", "fourth")}}},
	}
	findings == {
		_finding("example/one", "first"),
		_finding("example/one", "second"),
		_finding("example/two", "third"),
		_finding("other/one", "fourth"),
	}
}

test_fail_a_finding_that_names_another_rule_or_none_is_told_from_others if {
	every wrong in [_finding("example/two", "first"), {"message": "first"}, "first"] {
		findings := main.report with data.modelspec.rules as {"example": {"one": {"report": {wrong}}}}
		findings == {{"rule": "example/one", "misnamed": wrong}}
	}
}

test_fail_only_rules_that_are_asked if {
	findings := main.report with data.modelspec.rules as {
		"example": {
			"one": {"report": {_finding("example/one", "first")}},
			"two": {"report": {_finding("example/two", "second")}},
		},
		"other": {"one": {"report": {_finding("other/one", "third")}}},
	}
		with data.asked as {"example": ["two", "three"], "another": ["one"]}
	findings == {_finding("example/two", "second")}
}

test_success_when_no_rule_is_asked if {
	findings := main.report with data.modelspec.rules as {"example": {"one": {"report": {{"message": "first"}}}}}
		with data.asked as {}
	findings == set()
}

test_fail_a_minimal_spec_leaves_out_what_it_promises_about_data if {
	findings := main.report with input as _minimal
	rules := {finding.rule | some finding in findings}
	{"privacy/pii-declared", "retention/declared"} - rules == set()
}

test_success_when_no_rule_has_anything_to_say if {
	findings := main.report with data.modelspec.rules as {"example": {"one": {"report": set()}}}
	findings == set()
}

_finding(rule, message) := {"rule": rule, "message": message}

_minimal := {
	"apiVersion": "piqc.ai/v1alpha1",
	"kind": "ModelSpec",
	"metadata": {"name": "support-chat-minimal"},
	"spec": {
		"identity": {"model": {
			"id": "mistral-7b-instruct-v0.3",
			"family": "mistral",
			"task": "chat-completion",
			"framework": "transformers",
		}},
		"runtime": {"accelerator": {"vendor": "nvidia", "type": "a10", "count": 1}},
	},
	"context": {"surface": "cli"},
}
