package modelspec.rules.retention["artifacts-max-days_test"]

import data.modelspec.rules.retention["artifacts-max-days"] as artifacts_max_days

test_fail_one_day_too_long if {
	_findings(731, 730) == {_finding("Artifacts are kept for 731 days; the limit is 730.")}
}

test_fail_a_fraction_of_a_day_too_long if {
	_findings(730.5, 730) == {_finding("Artifacts are kept for 730.5 days; the limit is 730.")}
}

test_fail_far_too_long if {
	_findings(1e40, 730) == {_finding("Artifacts are kept for 1e40 days; the limit is 730.")}
	_findings(12345678901234567890123, 730) == {_finding("Artifacts are kept for 12345678901234567890123 days; the limit is 730.")}
}

test_fail_when_none_may_be_kept if {
	_findings(1, 0) == {_finding("Artifacts are kept for 1 day; the limit is 0.")}
}

test_success_up_to_the_limit if {
	every days in [0, 1, 729, 730, 730.0] {
		_findings(days, 730) == set()
	}
	_findings(0, 0) == set()
}

test_success_when_not_declared if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"retention": {}}}}},
	] {
		findings := artifacts_max_days.report with input as document
			with data.params.retention["artifacts-max-days"].maxDays as 0
		findings == set()
	}
}

_findings(days, max_days) := findings if {
	findings := artifacts_max_days.report with input.spec.governance.compliance.retention.artifactsDays as days
		with data.params.retention["artifacts-max-days"].maxDays as max_days
}

_finding(message) := {
	"rule": "retention/artifacts-max-days",
	"title": "Keep artifacts no longer than allowed",
	"severity": "high",
	"remediation": concat(" ", [
		"Lower `spec.governance.compliance.retention.artifactsDays` to the limit,",
		"and have what is older deleted.",
	]),
	"path": ["spec", "governance", "compliance", "retention", "artifactsDays"],
	"message": message,
}
