package modelspec.rules.serving["probe-path-absolute_test"]

import data.modelspec.rules.serving["probe-path-absolute"] as probe_path_absolute

test_fail_for_each_probe if {
	serving := {"protocol": "http", "readinessProbe": {"path": "health"}, "livenessProbe": {"path": "http://a/health"}}
	_findings(serving) == {
		_path("readinessProbe", "The path of serving.readinessProbe is `health`; it must begin with one / and have no blanks."),
		_path("livenessProbe", "The path of serving.livenessProbe is `http://a/health`; it must begin with one / and have no blanks."),
	}
}

test_fail_when_it_is_empty_or_begins_with_a_space if {
	_findings({"readinessProbe": {"path": ""}}) == {_path(
		"readinessProbe",
		"The path of serving.readinessProbe is ``; it must begin with one / and have no blanks.",
	)}
	_findings({"readinessProbe": {"path": " /health"}}) == {_path(
		"readinessProbe",
		"The path of serving.readinessProbe is ` /health`; it must begin with one / and have no blanks.",
	)}
}

test_fail_with_two_slashes_or_a_blank if {
	every path in ["//example.com/health", "//", "/ ", "/health ", "/he alth", "/health\n"] {
		message := $"The path of serving.livenessProbe is `{path}`; it must begin with one / and have no blanks."
		_findings({"livenessProbe": {"path": path}}) == {_path("livenessProbe", message)}
	}
}

test_success_with_a_slash if {
	every path in ["/", "/health", "/health/", "/v2/health/ready?verbose"] {
		_findings({"readinessProbe": {"path": path}, "livenessProbe": {"path": path}}) == set()
	}
}

test_success_with_grpc if {
	_findings({"protocol": "grpc", "readinessProbe": {"path": "inference.Chat"}}) == set()
}

test_success_without_a_path if {
	_findings({"readinessProbe": {}, "livenessProbe": {"timeoutSeconds": 5}}) == set()
}

test_success_without_a_serving_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := probe_path_absolute.report with input as document
		findings == set()
	}
}

_findings(serving) := findings if {
	findings := probe_path_absolute.report with input.spec.operations.serving as serving
}

_path(kind, message) := _finding(["spec", "operations", "serving", kind, "path"], message)

_finding(path, message) := {
	"rule": "serving/probe-path-absolute",
	"title": "Begin the path of a probe with one slash",
	"severity": "high",
	"remediation": "Write the path as it stands in an address after host and port, such as `/health`.",
	"path": path,
	"message": message,
}
