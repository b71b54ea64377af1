package modelspec.rules.serving["protocol-declared_test"]

import data.modelspec.rules.serving["protocol-declared"] as protocol_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"serving": {}}}}] {
		findings := protocol_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_it_is_no_text if {
	_findings(null) == {_finding(_message)}
}

test_success_with_either if {
	every protocol in ["http", "grpc"] {
		_findings(protocol) == set()
	}
}

_findings(protocol) := findings if {
	findings := protocol_declared.report with input.spec.operations.serving.protocol as protocol
}

_message := "The spec does not say which protocol is served; serving.protocol must be http or grpc."

_finding(message) := {
	"rule": "serving/protocol-declared",
	"title": "Say which protocol is served",
	"severity": "low",
	"remediation": "Set `spec.operations.serving.protocol` to `http` or `grpc`.",
	"path": ["spec", "operations", "serving", "protocol"],
	"message": message,
}
