package modelspec.rules.retention["logs-max-days_test"]

import data.modelspec.rules.retention["logs-max-days"] as logs_max_days

test_fail_one_day_too_long if {
	_findings(366, 365) == {_finding("Logs are kept for 366 days; the limit is 365.")}
}

test_fail_a_fraction_of_a_day_too_long if {
	_findings(365.5, 365) == {_finding("Logs are kept for 365.5 days; the limit is 365.")}
}

test_fail_far_too_long if {
	_findings(1e40, 365) == {_finding("Logs are kept for 1e40 days; the limit is 365.")}
	_findings(12345678901234567890123, 365) == {_finding("Logs are kept for 12345678901234567890123 days; the limit is 365.")}
}

test_fail_when_none_may_be_kept if {
	_findings(1, 0) == {_finding("Logs are kept for 1 day; the limit is 0.")}
}

test_success_up_to_the_limit if {
	every days in [0, 1, 364, 365, 365.0] {
		_findings(days, 365) == set()
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
		findings := logs_max_days.report with input as document
			with data.params.retention["logs-max-days"].maxDays as 0
		findings == set()
	}
}

_findings(days, max_days) := findings if {
	findings := logs_max_days.report with input.spec.governance.compliance.retention.logsDays as days
		with data.params.retention["logs-max-days"].maxDays as max_days
}

_finding(message) := {
	"rule": "retention/logs-max-days",
	"title": "Keep logs no longer than allowed",
	"severity": "high",
	"remediation": concat(" ", [
		"Lower `spec.governance.compliance.retention.logsDays` to the limit,",
		"and have what is older deleted.",
	]),
	"path": ["spec", "governance", "compliance", "retention", "logsDays"],
	"message": message,
}
