package modelspec.rules.observability["metrics-enabled_test"]

import data.modelspec.rules.observability["metrics-enabled"] as metrics_enabled

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {}}},
		{"spec": {"operations": {"observability": {}}}},
		{"spec": {"operations": {"observability": {"metrics": {"port": 8002}}}}},
	] {
		findings := metrics_enabled.report with input as document
		findings == {_finding("Metrics are not mentioned; they must be enabled.")}
	}
}

test_fail_when_they_are_disabled if {
	findings := metrics_enabled.report with input.spec.operations.observability.metrics.enabled as false
	findings == {_finding("Metrics are disabled; they must be enabled.")}
}

test_success_when_they_are_enabled if {
	findings := metrics_enabled.report with input.spec.operations.observability.metrics.enabled as true
	findings == set()
}

_finding(message) := {
	"rule": "observability/metrics-enabled",
	"title": "Measure the deployment",
	"severity": "medium",
	"remediation": "Set `spec.operations.observability.metrics.enabled` to `true`, and have the metrics collected.",
	"path": ["spec", "operations", "observability", "metrics", "enabled"],
	"message": message,
	"replacement": true,
}
