package modelspec.rules.privacy["pii-input-guardrail_test"]

import data.modelspec.rules.privacy["pii-input-guardrail"] as pii_input_guardrail

test_fail_without_a_guardrail if {
	every pipeline in [
		{},
		{"dependencies": []},
		{"dependencies": [{"id": "a", "role": "input"}]},
		{"dependencies": [{"id": "guardrail", "role": "custom"}, {"id": "b", "role": "reranker"}]},
		{"dependencies": [{"id": "a", "role": "guardrail", "interface": {"inputType": "model-output"}}]},
		{"dependencies": [{"id": "a", "role": "guardrail", "interface": {"inputType": " Model-Output "}}]},
		{"preprocess": {"steps": []}},
		{"preprocess": {"steps": [{"name": "a", "type": "redaction", "enabled": false}]}},
		{"preprocess": {"steps": [{"name": "redaction", "type": "prompt-template", "enabled": true}]}},
		{"postprocess": {"steps": [{"name": "a", "type": "redaction", "enabled": true}]}},
	] {
		_findings(true, pipeline) == {_message}
	}
}

test_fail_without_a_pipeline if {
	findings := pii_input_guardrail.report with input.spec as {"governance": {"compliance": {"pii": {"allowed": true}}}}
		with data.params.privacy["pii-input-guardrail"] as _params
	findings == {_message}
}

test_success_with_a_guardrail if {
	every pipeline in [
		{"dependencies": [{"id": "a", "role": "guardrail"}]},
		{"dependencies": [{"id": "a", "role": "input"}, {"id": "b", "role": "guardrail", "required": true}]},
		{"dependencies": [{"id": "b", "role": "guardrail", "required": false}]},
		{"dependencies": [{"id": "b", "role": "guardrail", "interface": {"inputType": "text"}}]},
		{"dependencies": [
			{"id": "a", "role": "guardrail", "interface": {"inputType": "model-output"}},
			{"id": "b", "role": "guardrail", "interface": {}},
		]},
	] {
		_findings(true, pipeline) == set()
	}
}

test_success_with_a_step_that_takes_personal_data_out if {
	every step in [{"type": "redaction", "enabled": true}, {"type": "redaction"}, {"type": "Redaction "}] {
		_findings(true, {"preprocess": {"steps": [step]}}) == set()
	}
}

test_success_when_personal_data_is_ruled_out if {
	_findings(false, {}) == set()
}

test_success_when_nothing_is_said_about_personal_data if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"governance": {}}},
		{"spec": {"governance": {"compliance": {}}}},
		{"spec": {"governance": {"compliance": {"pii": {}}}}},
	] {
		findings := pii_input_guardrail.report with input as document
		findings == set()
	}
}

_findings(allowed, pipeline) := findings if {
	findings := pii_input_guardrail.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.pipeline as pipeline
		with data.params.privacy["pii-input-guardrail"] as _params
}

_params := {"answerTypes": ["Model-Output"], "stepTypes": ["redaction"]}

_message := _finding("Personal data is allowed, but nothing guards the input; a guardrail or a step must.")

_finding(message) := {
	"rule": "privacy/pii-input-guardrail",
	"title": "Guard the input where personal data is allowed",
	"severity": "high",
	"remediation": concat(" ", [
		"Add a dependency with `role: guardrail` to `spec.pipeline.dependencies` that checks the input for personal data,",
		"or a step that takes it out to `spec.pipeline.preprocess.steps`. If there should be none, set",
		"`spec.governance.compliance.pii.allowed` to `false`.",
	]),
	"path": ["spec", "pipeline", "dependencies"],
	"message": message,
}
