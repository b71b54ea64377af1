package modelspec.rules.retention["logs-min-days_test"]

import data.modelspec.rules.retention["logs-min-days"] as logs_min_days

test_fail_one_day_too_short if {
	_findings(182, 183) == {_finding("Logs are kept for 182 days; they must be kept for at least 183.")}
	_findings(1, 2) == {_finding("Logs are kept for 1 day; they must be kept for at least 2.")}
}

test_fail_when_none_are_kept if {
	_findings(0, 183) == {_finding("Logs are kept for 0 days; they must be kept for at least 183.")}
}

test_success_from_that_number_on if {
	every days in [183, 183.0, 184, 1e40] {
		_findings(days, 183) == set()
	}
}

test_success_when_nothing_is_demanded if {
	every days in [0, 1, 30] {
		_findings(days, 0) == set()
	}
}

test_success_when_not_declared if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"retention": {}}}}},
	] {
		findings := logs_min_days.report with input as document
			with data.params.retention["logs-min-days"].minDays as 183
		findings == set()
	}
}

_findings(days, min_days) := findings if {
	findings := logs_min_days.report with input.spec.governance.compliance.retention.logsDays as days
		with data.params.retention["logs-min-days"].minDays as min_days
}

_finding(message) := {
	"rule": "retention/logs-min-days",
	"title": "Keep logs long enough",
	"severity": "medium",
	"remediation": concat(" ", [
		"Raise `spec.governance.compliance.retention.logsDays` to the number that the message names, and keep the logs as",
		"long as that.",
	]),
	"path": ["spec", "governance", "compliance", "retention", "logsDays"],
	"message": message,
}
