package modelspec.rules.observability["metrics-port-distinct_test"]

import data.modelspec.rules.observability["metrics-port-distinct"] as metrics_port_distinct

test_fail_when_the_ports_are_the_same if {
	every metrics in [{"port": 8000}, {"enabled": true, "port": 8000.0}] {
		_findings("triton", {"port": 8000}, metrics) == {_finding(concat(" ", [
			$"Metrics and the model are both on port {metrics.port};",
			"they must be on different ports.",
		]))}
	}
}

test_fail_without_a_framework if {
	operations := {"serving": {"port": 8000}, "observability": {"metrics": {"port": 8000}}}
	findings := metrics_port_distinct.report with input.spec as {"operations": operations} with data.params.observability["metrics-port-distinct"].frameworksThatShare as _sharing
	findings == {_finding("Metrics and the model are both on port 8000; they must be on different ports.")}
}

test_success_when_the_ports_differ if {
	every port in [7999, 8001] {
		_findings("triton", {"port": 8000}, {"port": port}) == set()
	}
}

test_success_when_the_framework_shares_the_port if {
	every framework in ["vllm", "vLLM", "tgi"] {
		_findings(framework, {"port": 8000}, {"enabled": true, "port": 8000}) == set()
	}
}

test_success_when_metrics_are_disabled if {
	_findings("triton", {"port": 8000}, {"enabled": false, "port": 8000}) == set()
}

test_success_when_a_port_is_missing if {
	_findings("triton", {}, {"enabled": true, "port": 8000}) == set()
	_findings("triton", {"port": 8000}, {"enabled": true}) == set()
	_findings("triton", {}, {}) == set()

	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"observability": {}}}}] {
		findings := metrics_port_distinct.report with input as document with data.params.observability["metrics-port-distinct"].frameworksThatShare as _sharing
		findings == set()
	}
}

_sharing := ["vllm", "TGI"]

_findings(framework, serving, metrics) := findings if {
	findings := metrics_port_distinct.report with input.spec.identity.model.framework as framework
		with input.spec.operations.serving as serving
		with input.spec.operations.observability.metrics as metrics
		with data.params.observability["metrics-port-distinct"].frameworksThatShare as _sharing
}

_finding(message) := {
	"rule": "observability/metrics-port-distinct",
	"title": "Serve metrics on a port of their own",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.metrics.port` to the port on which the framework serves metrics. If that is",
		"the port of the model, have the framework added to `frameworksThatShare` in the profile.",
	]),
	"path": ["spec", "operations", "observability", "metrics", "port"],
	"message": message,
}
