package modelspec.rules.serving["liveness-probe-patient_test"]

import data.modelspec.rules.serving["liveness-probe-patient"] as liveness_probe_patient

test_fail_one_second_less if {
	_findings(_probe(5), _probe(4)) == {_finding(concat(" ", [
		"The liveness probe of /health waits 4 seconds, the readiness probe 5;",
		"it must not wait less.",
	]))}
}

test_fail_when_only_a_slash_differs if {
	_findings(_probe(5), {"path": "/health/", "timeoutSeconds": 1}) == {_finding(concat(" ", [
		"The liveness probe of /health/ waits 1 second, the readiness probe 5;",
		"it must not wait less.",
	]))}
}

test_fail_by_default if {
	_findings(_probe(5), {"path": "/health"}) == {_finding(concat(" ", [
		"The liveness probe of /health waits 2 seconds by default, the readiness probe 5;",
		"it must not wait less.",
	]))}
	_findings({"path": "/health"}, _probe(1)) == {_finding(concat(" ", [
		"The liveness probe of /health waits 1 second, the readiness probe 2;",
		"it must not wait less.",
	]))}
}

test_fail_with_grpc if {
	expected := {_finding("The liveness probe waits 2 seconds by default, the readiness probe 5; it must not wait less.")}
	findings := _findings_of({
		"protocol": "grpc",
		"readinessProbe": {"timeoutSeconds": 5},
		"livenessProbe": {},
	})
	findings == expected
}

test_success_as_long_or_longer if {
	every seconds in [5, 5.0, 6, 60] {
		_findings(_probe(5), _probe(seconds)) == set()
	}
}

test_success_when_the_probes_ask_different_paths if {
	_findings(_probe(5), {"path": "/alive", "timeoutSeconds": 1}) == set()
}

test_success_when_there_is_nothing_to_compare if {
	_findings({"timeoutSeconds": 5}, {"timeoutSeconds": 1}) == set()
	_findings({"path": "/health"}, _probe(2)) == set()
	_findings({"path": "/health"}, {"path": "/health"}) == set()
	_findings_of({"protocol": "grpc", "readinessProbe": {"timeoutSeconds": 5}}) == set()
	_findings_of({"protocol": "grpc", "livenessProbe": {}}) == set()
	_findings_of({"protocol": "grpc", "readinessProbe": {"timeoutSeconds": 5}, "livenessProbe": {"path": "x"}}) == set()
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := liveness_probe_patient.report with input as document with data.params.serving["liveness-probe-patient"].defaultSeconds as 2
		findings == set()
	}
}

_findings(readiness, liveness) := _findings_of({"readinessProbe": readiness, "livenessProbe": liveness})

_findings_of(serving) := findings if {
	findings := liveness_probe_patient.report with input.spec.operations.serving as serving
		with data.params.serving["liveness-probe-patient"].defaultSeconds as 2
}

_probe(seconds) := {"path": "/health", "timeoutSeconds": seconds}

_finding(message) := {
	"rule": "serving/liveness-probe-patient",
	"title": "Be no quicker to restart a replica than to spare it",
	"severity": "medium",
	"remediation": "Raise `spec.operations.serving.livenessProbe.timeoutSeconds` to that of the readiness probe or beyond.",
	"path": ["spec", "operations", "serving", "livenessProbe", "timeoutSeconds"],
	"message": message,
}
