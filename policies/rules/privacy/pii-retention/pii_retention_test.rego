package modelspec.rules.privacy["pii-retention_test"]

import data.modelspec.rules.privacy["pii-retention"] as pii_retention

test_fail_one_day_too_long if {
	_findings(true, {"logsDays": 31, "artifactsDays": 90}) == {_logs(31)}
	_findings(true, {"logsDays": 30, "artifactsDays": 91}) == {_artifacts(91)}
	_findings(true, {"logsDays": 30.5, "artifactsDays": 1e40}) == {_logs(30.5), _artifacts(1e40)}
}

test_fail_when_only_one_is_declared if {
	_findings(true, {"logsDays": 365}) == {_logs(365)}
	_findings(true, {"artifactsDays": 365}) == {_artifacts(365)}
}

test_success_up_to_the_limit if {
	every retention in [
		{"logsDays": 30, "artifactsDays": 90},
		{"logsDays": 0, "artifactsDays": 0},
		{"logsDays": 30.0},
		{"artifactsDays": 89},
		{},
	] {
		_findings(true, retention) == set()
	}
}

test_success_when_personal_data_is_ruled_out if {
	_findings(false, {"logsDays": 365, "artifactsDays": 365}) == set()
}

test_success_when_nothing_is_said if {
	every compliance in [{}, {"pii": {}}, {"pii": {"allowed": true}}, {"retention": {"logsDays": 365}}] {
		findings := pii_retention.report with input.spec.governance.compliance as compliance with data.params.privacy["pii-retention"] as _params
		findings == set()
	}
}

_params := {"maxLogsDays": 30, "maxArtifactsDays": 90}

_findings(allowed, retention) := findings if {
	findings := pii_retention.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.governance.compliance.retention as retention
		with data.params.privacy["pii-retention"] as _params
}

_logs(days) := _finding(
	["spec", "governance", "compliance", "retention", "logsDays"],
	$"Personal data is allowed, and logsDays is {days}; the limit is then 30.",
)

_artifacts(days) := _finding(
	["spec", "governance", "compliance", "retention", "artifactsDays"],
	$"Personal data is allowed, and artifactsDays is {days}; the limit is then 90.",
)

_finding(path, message) := {
	"rule": "privacy/pii-retention",
	"title": "Keep personal data for less time",
	"severity": "high",
	"remediation": concat(" ", [
		"Lower the number of days in `spec.governance.compliance.retention` to the limit and have what is older deleted,",
		"or keep personal data out and set `spec.governance.compliance.pii.allowed` to `false`.",
	]),
	"path": path,
	"message": message,
}
