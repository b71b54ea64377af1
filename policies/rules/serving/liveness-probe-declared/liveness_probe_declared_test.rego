package modelspec.rules.serving["liveness-probe-declared_test"]

import data.modelspec.rules.serving["liveness-probe-declared"] as liveness_probe_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := liveness_probe_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_the_probe_has_no_path if {
	every probe in [{}, {"timeoutSeconds": 5}, {"path": null}] {
		_findings({"protocol": "http", "livenessProbe": probe}) == {_finding(_message)}
		_findings({"livenessProbe": probe}) == {_finding(_message)}
	}
}

test_fail_when_only_the_other_probe_is_there if {
	_findings({"readinessProbe": {"path": "/health"}}) == {_finding(_message)}
}

test_fail_with_grpc_without_a_probe if {
	_findings({"protocol": "grpc"}) == {_finding(_message)}
}

test_success_with_a_path if {
	every protocol in ["http", "grpc"] {
		_findings({"protocol": protocol, "livenessProbe": {"path": "/health"}}) == set()
	}
	_findings({"livenessProbe": {"path": "/health", "timeoutSeconds": 5}}) == set()
}

test_success_with_grpc_which_needs_no_path if {
	_findings({"protocol": "grpc", "livenessProbe": {"timeoutSeconds": 5}}) == set()
}

_findings(serving) := findings if {
	findings := liveness_probe_declared.report with input.spec.operations.serving as serving
}

_message := "No liveness probe tells when a replica is stuck; serving.livenessProbe must have a path."

_finding(message) := {
	"rule": "serving/liveness-probe-declared",
	"title": "Say how to tell that a replica is stuck",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.serving.livenessProbe.path` to an endpoint that answers as long as the server works, such",
		"as `/health`, and give it a patient `timeoutSeconds`.",
	]),
	"path": ["spec", "operations", "serving", "livenessProbe"],
	"message": message,
}
