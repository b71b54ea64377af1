package modelspec.rules.retention.declared_test

import data.modelspec.rules.retention.declared

test_fail_for_both_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {}}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"retention": {}}}}},
	] {
		findings := declared.report with input as document
		findings == {_logs, _artifacts}
	}
}

test_fail_for_the_one_that_is_missing if {
	without_logs := declared.report with input.spec.governance.compliance.retention as {"artifactsDays": 180}
	without_logs == {_logs}

	without_artifacts := declared.report with input.spec.governance.compliance.retention as {"logsDays": 30}
	without_artifacts == {_artifacts}
}

test_fail_when_the_value_is_no_number if {
	retention := {"logsDays": "30", "artifactsDays": null}
	findings := declared.report with input.spec.governance.compliance.retention as retention
	findings == {_logs, _artifacts}
}

test_success_any_number_of_days if {
	every days in [0, 30, 30.0, 1e40] {
		retention := {"logsDays": days, "artifactsDays": days}
		findings := declared.report with input.spec.governance.compliance.retention as retention
		findings == set()
	}
}

_logs := _finding("logsDays", "The spec does not say how long logs are kept; retention.logsDays must be a number of days.")

_artifacts := _finding(
	"artifactsDays",
	"The spec does not say how long artifacts are kept; retention.artifactsDays must be a number of days.",
)

_finding(field, message) := {
	"rule": "retention/declared",
	"title": "Say how long logs and artifacts are kept",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `logsDays` and `artifactsDays` in `spec.governance.compliance.retention` to the number of days after which",
		"logs and artifacts are deleted; 0 means that they are not kept.",
	]),
	"path": ["spec", "governance", "compliance", "retention", field],
	"message": message,
}
