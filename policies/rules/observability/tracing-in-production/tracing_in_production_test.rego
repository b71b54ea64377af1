package modelspec.rules.observability["tracing-in-production_test"]

import data.modelspec.rules.observability["tracing-in-production"] as tracing_in_production

test_fail_when_any_section_on_the_way_is_missing if {
	every spec in [
		{},
		{"operations": {}},
		{"operations": {"observability": {}}},
		{"operations": {"observability": {"tracing": {}}}},
		{"governance": {"compliance": {"pii": {"allowed": false}}}},
	] {
		_findings({"env": "prod"}, spec) == {_finding("Tracing is not mentioned; in production it must be enabled.")}
	}
}

test_fail_when_it_is_disabled if {
	_findings({"env": "prod"}, _tracing(false)) == {_finding("Tracing is disabled; in production it must be enabled.")}
}

test_success_when_it_is_enabled if {
	_findings({"env": "prod"}, _tracing(true)) == set()
}

test_success_outside_production if {
	every labels in [{}, {"env": "dev"}] {
		_findings(labels, _tracing(false)) == set()
	}
}

test_success_when_personal_data_is_allowed_and_may_not_be_traced if {
	_findings({"env": "prod"}, _with_personal_data) == set()
	findings := _findings({"env": "prod"}, _with_personal_data) with data.asked as {"privacy": ["pii-tracing"]}
	findings == set()
}

test_fail_when_personal_data_is_allowed_and_nobody_forbids_traces if {
	expected := {_finding("Tracing is disabled; in production it must be enabled.")}
	every names in [{}, {"privacy": ["pii-retention"]}, {"observability": ["tracing-in-production"]}] {
		findings := _findings({"env": "prod"}, _with_personal_data) with data.asked as names
		findings == expected
	}
	without_contents := _findings({"env": "prod"}, _with_personal_data)
		with data.params.privacy["pii-tracing"].contentsAreLeftOut as true
	without_contents == expected
}

_with_personal_data := object.union(_tracing(false), {"governance": {"compliance": {"pii": {"allowed": true}}}})

_tracing(enabled) := {"operations": {"observability": {"tracing": {"enabled": enabled}}}}

_environment := {"labels": ["env"], "production": ["prod"], "other": ["dev", "test"], "assumeProduction": false}

_findings(labels, spec) := findings if {
	findings := tracing_in_production.report with input as {"metadata": {"labels": labels}, "spec": spec}
		with data.params.accountability["environment-declared"] as _environment
}

_finding(message) := {
	"rule": "observability/tracing-in-production",
	"title": "Trace requests in production",
	"severity": "low",
	"remediation": "Set `spec.operations.observability.tracing.enabled` to `true`, and sample as few requests as are enough.",
	"path": ["spec", "operations", "observability", "tracing", "enabled"],
	"message": message,
	"replacement": true,
}
