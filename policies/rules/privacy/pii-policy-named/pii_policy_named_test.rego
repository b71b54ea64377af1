package modelspec.rules.privacy["pii-policy-named_test"]

import data.modelspec.rules.privacy["pii-policy-named"] as pii_policy_named

test_fail_when_the_section_has_no_policy if {
	every pii in [{}, {"allowed": true}, {"allowed": false}] {
		findings := pii_policy_named.report with input.spec.governance.compliance.pii as pii
		findings == {_finding("The policy for personal data is missing; it must have a name.")}
	}
}

test_fail_when_the_policy_is_blank if {
	every policy in ["", " ", "\t\n", "\u00a0\u3000"] {
		findings := pii_policy_named.report with input.spec.governance.compliance.pii as {"allowed": true, "policy": policy}
		findings == {_finding("The policy for personal data is blank; it must have a name.")}
	}
}

test_fail_when_the_policy_means_none if {
	every text in ["tbd", " N/A. ", "-", "?"] {
		findings := pii_policy_named.report with input.spec.governance.compliance.pii as {"allowed": true, "policy": text}
			with data.params.accountability["owner-declared"].meansNone as ["tbd", "n/a"]
		findings == {_finding($"The policy for personal data is \"{text}\"; it must have a name.")}
	}
}

test_success_a_name if {
	every policy in ["customer-data-policy-v3", " § 7 ", "個人情報保護方針"] {
		findings := pii_policy_named.report with input.spec.governance.compliance.pii as {"allowed": true, "policy": policy}
		findings == set()
	}
}

test_success_without_the_section if {
	every document in [{}, {"spec": {}}, {"spec": {"governance": {}}}, {"spec": {"governance": {"compliance": {}}}}] {
		findings := pii_policy_named.report with input as document
		findings == set()
	}
}

_finding(message) := {
	"rule": "privacy/pii-policy-named",
	"title": "Name the policy for personal data",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.governance.compliance.pii.policy` to the name, number or address of the policy that this deployment",
		"follows, such as `customer-data-policy-v3`.",
	]),
	"path": ["spec", "governance", "compliance", "pii", "policy"],
	"message": message,
}
