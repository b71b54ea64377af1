package modelspec.rules.serving["readiness-probe-declared_test"]

import data.modelspec.rules.serving["readiness-probe-declared"] as readiness_probe_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := readiness_probe_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_the_probe_has_no_path if {
	every probe in [{}, {"timeoutSeconds": 5}, {"path": null}] {
		_findings({"protocol": "http", "readinessProbe": probe}) == {_finding(_message)}
		_findings({"readinessProbe": probe}) == {_finding(_message)}
	}
}

test_fail_when_only_the_other_probe_is_there if {
	_findings({"livenessProbe": {"path": "/health"}}) == {_finding(_message)}
}

test_fail_with_grpc_without_a_probe if {
	_findings({"protocol": "grpc"}) == {_finding(_message)}
}

test_success_with_a_path if {
	every protocol in ["http", "grpc"] {
		_findings({"protocol": protocol, "readinessProbe": {"path": "/health"}}) == set()
	}
	_findings({"readinessProbe": {"path": "/health", "timeoutSeconds": 5}}) == set()
}

test_success_with_grpc_which_needs_no_path if {
	_findings({"protocol": "grpc", "readinessProbe": {"timeoutSeconds": 5}}) == set()
}

_findings(serving) := findings if {
	findings := readiness_probe_declared.report with input.spec.operations.serving as serving
}

_message := "No readiness probe tells when a replica can take requests; serving.readinessProbe must have a path."

_finding(message) := {
	"rule": "serving/readiness-probe-declared",
	"title": "Say how to tell that a replica is ready",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.operations.serving.readinessProbe.path` to an endpoint that answers only when the model is loaded,",
		"such as `/health`.",
	]),
	"path": ["spec", "operations", "serving", "readinessProbe"],
	"message": message,
}
