package modelspec.rules.pipeline["guardrail-required_test"]

import data.modelspec.rules.pipeline["guardrail-required"] as guardrail_required

test_fail_for_each_optional_guardrail if {
	_findings(true, [
		{"id": "a", "role": "guardrail", "required": false},
		{"id": "b", "role": "reranker", "required": false},
		{"id": "c", "role": "guardrail", "required": false},
	]) == {
		_finding(
			["spec", "pipeline", "dependencies", 0, "required"],
			"Personal data is allowed, and the guardrail `a` is optional; it must be required.",
		),
		_finding(
			["spec", "pipeline", "dependencies", 2, "required"],
			"Personal data is allowed, and the guardrail `c` is optional; it must be required.",
		),
	}
}

test_success_when_it_is_required if {
	_findings(true, [{"id": "a", "role": "guardrail", "required": true}, {"id": "b", "role": "guardrail"}]) == set()
}

test_success_without_personal_data if {
	_findings(false, [{"id": "a", "role": "guardrail", "required": false}]) == set()
}

test_success_when_it_is_not_said_whether_there_is if {
	every document in [{}, {"spec": {}}, {"spec": {"governance": {"compliance": {"pii": {}}}}}] {
		findings := guardrail_required.report with input as document
			with input.spec.pipeline.dependencies as [{"id": "a", "role": "guardrail", "required": false}]
		findings == set()
	}
}

test_success_without_dependencies if {
	every spec in [{}, {"pipeline": {}}, {"pipeline": {"dependencies": []}}] {
		findings := guardrail_required.report with input.spec as spec with input.spec.governance.compliance.pii.allowed as true
		findings == set()
	}
}

_findings(allowed, dependencies) := findings if {
	findings := guardrail_required.report with input.spec.pipeline.dependencies as dependencies
		with input.spec.governance.compliance.pii.allowed as allowed
}

_finding(path, message) := {
	"rule": "pipeline/guardrail-required",
	"title": "Do not go on without the guardrail where there is personal data",
	"severity": "high",
	"remediation": "Set `required` of the guardrail to `true`, or leave it out: true is the default.",
	"path": path,
	"message": message,
	"replacement": true,
}
