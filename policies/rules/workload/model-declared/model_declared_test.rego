package modelspec.rules.workload["model-declared_test"]

import data.modelspec.rules.workload["model-declared"] as model_declared

test_fail_with_another_model if {
	_told("org/other", {"id": "org/model"}) == {_finding(
		["id"],
		"Deployment chat loads the model org/other (container server); the spec declares org/model.",
	)}
}

test_fail_with_another_address if {
	model := {"id": "model", "artifacts": {"modelUri": "s3://me:pw@models/model#x"}}
	_stored("s3://models/other?sig=1", model) == {_finding(
		["artifacts", "modelUri"],
		"Deployment chat loads the model s3://models/other (storageUri); the spec declares s3://models/model.",
	)}
}

test_fail_when_the_model_differs if {
	every case in [
		{"asked": "other/model", "id": "org/model"},
		{"asked": "model", "id": "org/model"},
		{"asked": "org/model-2", "id": "org/model"},
		{"asked": "org/model-2", "id": "model"},
		{"asked": "org/amodel", "id": "model"},
		{"asked": "hf://org/other", "id": "org/model"},
		{"asked": "model:7b", "id": "model:8b"},
		{"asked": "s3://models/other", "id": "model"},
		{"asked": "s3://models/amodel", "id": "model"},
		{"asked": "s3://models/other", "id": "model", "uri": "s3://models/model"},
		{"asked": "s3://others/model", "id": "model", "uri": "s3://models/model"},
		{"asked": "hf://org/model@2", "id": "model-8b", "uri": "hf://org/model@1"},
		{"asked": "/models/other", "id": "model", "uri": "file:///models/model"},
	] {
		count(_told(case.asked, _model(case))) == 1
		count(_stored(case.asked, _model(case))) == 1
	}
}

test_success_when_the_model_is_the_same if {
	every case in [
		{"asked": "org/model", "id": "org/model"},
		{"asked": "org/model/", "id": "org/model"},
		{"asked": "Org/Model-7B", "id": "model-7b"},
		{"asked": "hf://org/model", "id": "org/model"},
		{"asked": "HF://org/model@main", "id": "org/model"},
		{"asked": "hf://org/model:abc", "id": "model"},
		{"asked": "org/model", "id": "model-8b", "uri": "hf://org/model@1"},
		{"asked": "hf://org/model@1", "id": "model-8b", "uri": "hf://org/model@1"},
		{"asked": "hf://org/model@1/", "id": "model-8b", "uri": "hf://org/model@1"},
		{"asked": "model:7b", "id": "model:7b"},
		{"asked": "s3://models/model/", "id": "x", "uri": "s3://models/model"},
		{"asked": "s3://models/model", "id": "x", "uri": " s3://models/model/ "},
		{"asked": "s3://models/Model/", "id": "model"},
		{"asked": "/mnt/models", "id": "model"},
		{"asked": "/mnt/models", "id": "model", "uri": "s3://models/model"},
		{"asked": "/models/model/", "id": "x", "uri": "file:///models/model"},
	] {
		_told(case.asked, _model(case)) == set()
		_stored(case.asked, _model(case)) == set()
	}
}

test_success_when_no_model_is_recognised if {
	every workload in [
		{"kind": "Deployment", "pods": []},
		{"kind": "Deployment", "pods": [{"containers": [{"name": "server", "args": ["--port=80"]}]}]},
		{"kind": "InferenceService", "pods": [], "model": {"format": "onnx"}},
		{"kind": "InferenceService", "pods": [], "model": {"uri": " "}},
	] {
		_findings(workload, {"id": "org/model"}) == set()
	}
}

test_success_without_a_workload if {
	every document in [{}, {"spec": {"identity": {"model": {"id": "org/model"}}}}] {
		findings := model_declared.report with input as document with data.params as _params
		findings == set()
	}
}

test_success_without_a_spec if {
	workload := {"kind": "Pod", "pods": [], "model": {"uri": "s3://a"}}
	findings := model_declared.report with input.context.workload as workload
		with data.params as _params
	findings == set()
}

_model(case) := {"id": case.id, "artifacts": {"modelUri": case.uri}}

_model(case) := {"id": case.id} if not case.uri

_told(model, declared) := _findings(
	{"kind": "Deployment", "name": "chat", "pods": [{"containers": [{"name": "server", "args": ["--model", model]}]}]},
	declared,
)

_stored(uri, declared) := _findings(
	{"kind": "Deployment", "name": "chat", "pods": [], "model": {"uri": uri}},
	declared,
)

_findings(workload, model) := findings if {
	findings := model_declared.report with input as {
		"spec": {"identity": {"model": model}},
		"context": {"workload": workload},
	}
		with data.params as _params
}

_params := {"workload": {
	"model-declared": {"flags": ["--model"], "commands": ["vllm serve"], "variables": ["MODEL_ID"]},
	"accelerators-declared": {"resources": {}},
}}

_finding(field, message) := {
	"rule": "workload/model-declared",
	"title": "Serve the model that the spec declares",
	"severity": "critical",
	"remediation": "Have the workload load the model of the spec, or change `spec.identity.model` and have it approved.",
	"path": array.concat(["spec", "identity", "model"], field),
	"message": message,
}
