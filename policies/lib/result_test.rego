package modelspec.lib.result_test

import data.modelspec.lib.result

test_success_finding_joins_the_details_and_what_the_package_says if {
	finding := result.fail(_chain, {"path": ["spec", "steps", 0], "message": "It is 3; the limit is 2."})
	finding == {
		"rule": "example/my-rule",
		"title": "My rule",
		"severity": "low",
		"remediation": "Lower it.",
		"path": ["spec", "steps", 0],
		"message": "It is 3; the limit is 2.",
	}
}

test_success_details_cannot_speak_for_the_package if {
	finding := result.fail(_chain, {"path": [], "message": "No.", "rule": "other/rule", "severity": "critical"})
	finding == {
		"rule": "example/my-rule",
		"title": "My rule",
		"severity": "low",
		"remediation": "Lower it.",
		"path": [],
		"message": "No.",
	}
}

test_success_a_finding_with_malformed_details_is_not_lost if {
	finding := result.fail(_chain, "It is 3; the limit is 2.")
	finding == {
		"rule": "example/my-rule",
		"title": "My rule",
		"severity": "low",
		"remediation": "Lower it.",
		"details": "It is 3; the limit is 2.",
	}
}

test_success_a_finding_with_another_chain_is_not_lost if {
	every chain in [{}, [], "chain", [_chain[0]]] {
		finding := result.fail(chain, {"path": [], "message": "No."})
		finding == {"path": [], "message": "No.", "chain": chain}
	}
}

test_success_annotations_of_the_calling_rule_are_passed_over if {
	custom := {"severity": "critical", "remediation": "Help it."}
	helper := object.union(_chain[0], {"annotations": {"scope": "rule", "title": "A helper", "custom": custom}})
	finding := result.fail([helper, _chain[1]], {"path": [], "message": "No."})
	finding == {
		"rule": "example/my-rule",
		"title": "My rule",
		"severity": "low",
		"remediation": "Lower it.",
		"path": [],
		"message": "No.",
	}
}

# What rego.metadata.chain() returns in a helper of modelspec.rules.example["my-rule"]: the helper, then the package.
_chain := [
	{"path": ["modelspec", "rules", "example", "my-rule", "_fail"]},
	{
		"path": ["modelspec", "rules", "example", "my-rule"],
		"annotations": {
			"scope": "package",
			"title": "My rule",
			"custom": {"severity": "low", "remediation": "Lower it.", "controls": []},
		},
	},
]
