package modelspec.main_test

import data.modelspec.main

test_fail_every_rule_is_asked if {
	findings := main.report with data.modelspec.rules as {
		"example": {
			"one": {"report": {{"message": "first"}, {"message": "second"}}},
			"two": {"report": {{"message": "third"}}},
			"two_test": {"test_success": true},
		},
		"other": {"one": {"report": {{"message": "fourth"}}}},
	}
	findings == {
		{"message": "first"},
		{"message": "second"},
		{"message": "third"},
		{"message": "fourth"},
	}
}

test_fail_only_rules_that_are_asked if {
	findings := main.report with data.modelspec.rules as {
		"example": {
			"one": {"report": {{"message": "first"}}},
			"two": {"report": {{"message": "second"}}},
		},
		"other": {"one": {"report": {{"message": "third"}}}},
	}
		with data.asked as {"example": ["two", "three"], "another": ["one"]}
	findings == {{"message": "second"}}
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
