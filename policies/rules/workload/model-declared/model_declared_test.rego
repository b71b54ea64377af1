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
		{"asked": "org/model@main", "id": "org/model", "uri": "hf://org/model@1"},
		{"asked": "hf://org/model@main", "id": "model", "uri": "hf://org/model@1"},
		{"asked": "https://hub.example.com/org/other", "id": "org/model", "uri": "hf://org/model"},
		{"asked": "https://hub.example.com/org/model/tree/main", "id": "org/model", "uri": "hf://org/model@1"},
		{"asked": "https://other.example.com/org/model", "id": "org/model", "uri": "hf://org/model"},
		{"asked": "/models/other", "id": "model", "uri": "file:///models/model"},
	] {
		count(_told_and_stored(case.asked, _model(case))) == 2
	}
}

test_fail_with_another_revision if {
	declared := {"id": "org/model", "artifacts": {"modelUri": "hf://org/model@1"}}
	expected := {_finding(
		["artifacts", "modelUri"],
		"Deployment chat loads the model org/model@main (container server); the spec declares hf://org/model@1.",
	)}
	_of_container({"args": ["--model", "org/model/", "--revision", "main"]}, declared) == expected
	_of_container({"args": ["vllm", "serve", "org/model"], "env": {"REVISION": "main"}}, declared) == expected
}

test_success_with_a_revision_that_fits if {
	declared := {"id": "org/model", "artifacts": {"modelUri": "hf://org/model@1"}}
	_of_container({"args": ["--model=org/model", "--revision=1"]}, declared) == set()
	_of_container({"args": ["--model=org/model@1", "--revision=main"]}, declared) == set()
	_of_container({"args": ["--model=org/model", "--revision=main"]}, {"id": "model"}) == set()
	stored := {"id": "org/model", "artifacts": {"modelUri": "s3://models/model@1"}}
	_of_container({"args": ["--model=s3://models/model@1", "--revision=main"]}, stored) == set()
}

test_fail_with_another_tokenizer if {
	args := ["vllm", "serve", "org/model", "--tokenizer", "org/other"]
	loads := "Deployment chat loads the tokenizer org/other (container server)"
	_of_container({"args": args}, {"id": "org/model"}) == {_finding(["id"], $"{loads}; the spec declares org/model.")}
	every uri in ["hf://org/tokens", "s3://models/org/other-2"] {
		_of_container({"args": args}, {"id": "org/model", "artifacts": {"tokenizerUri": uri}}) == {_finding(
			["artifacts", "tokenizerUri"],
			$"{loads}; the spec declares {uri}.",
		)}
	}
	pinned := {"id": "org/model", "artifacts": {"tokenizerUri": "hf://org/tokens@1"}}
	count(_of_container({"args": ["--tokenizer=org/tokens@2"]}, pinned)) == 1
}

test_success_with_a_tokenizer_that_the_spec_declares if {
	declared := {"id": "org/model", "artifacts": {"tokenizerUri": "hf://org/tokens@1"}}
	every tokenizer in ["org/model", "org/tokens", "hf://Org/Tokens@1", "/models/tokens", "auto"] {
		_of_container({"args": ["--tokenizer", tokenizer]}, declared) == set()
	}
	every tokenizer in ["s3://models/tokens/", "s3://models/tokens/tokenizer.json"] {
		stored := {"id": "x", "artifacts": {"tokenizerUri": "s3://models/tokens/tokenizer.json"}}
		_of_container({"args": ["--tokenizer", tokenizer]}, stored) == set()
	}
}

test_fail_with_an_adapter if {
	expected := {_finding(["id"], concat(" ", [
		"Deployment chat loads the adapter org/lora (container server);",
		"the spec declares org/model and no adapter.",
	]))}
	every args in [
		["--lora-modules", "chat=org/lora"],
		["--lora-modules", `{"name": "chat", "path": "org/lora", "base_model_name": "org/model"}`],
	] {
		_of_container({"args": array.concat(["vllm", "serve", "org/model"], args)}, {"id": "org/model"}) == expected
	}
}

test_success_with_an_adapter_in_the_container if {
	_of_container({"args": ["--lora-modules", "chat=/adapters/lora"]}, {"id": "org/model"}) == set()
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
		{"asked": "org/model@1", "id": "org/model", "uri": "hf://org/model@1"},
		{"asked": "org/model@main", "id": "org/model", "uri": "hf://org/model"},
		{"asked": "org/model@main", "id": "org/model", "uri": "s3://models/model"},
		{"asked": "https://hub.example.com/Org/Model", "id": "x", "uri": "hf://org/model@1"},
		{"asked": "https://Hub.Example.com/org/model/?a=b", "id": "org/model"},
		{"asked": "https://hub.example.com/org/model/resolve/1/a.bin", "id": "x", "uri": "hf://org/model@1"},
		{"asked": "org/model", "id": "x", "uri": "https://hub.example.com/org/model/tree/1"},
		{"asked": "model:7b", "id": "model:7b"},
		{"asked": "s3://models/model/", "id": "x", "uri": "s3://models/model"},
		{"asked": "s3://models/model", "id": "x", "uri": " s3://models/model/ "},
		{"asked": "s3://models/Model/", "id": "model"},
		{"asked": "/mnt/models", "id": "model"},
		{"asked": "/mnt/models", "id": "model", "uri": "s3://models/model"},
		{"asked": "/models/model/", "id": "x", "uri": "file:///models/model"},
	] {
		_told_and_stored(case.asked, _model(case)) == set()
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

_of_container(container, declared) := _findings(
	{"kind": "Deployment", "name": "chat", "pods": [{"containers": [object.union({"name": "server"}, container)]}]},
	declared,
)

_stored(uri, declared) := _findings(
	{"kind": "Deployment", "name": "chat", "pods": [], "model": {"uri": uri}},
	declared,
)

_told_and_stored(uri, declared) := _findings(
	{
		"kind": "InferenceService",
		"pods": [{"containers": [{"name": "server", "args": ["--model", uri]}]}],
		"model": {"uri": uri},
	},
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
	"model-declared": {
		"flags": ["--model"],
		"commands": ["vllm serve"],
		"variables": ["MODEL_ID"],
		"hints": [],
		"revisions": ["--revision", "REVISION"],
		"tokenizers": ["--tokenizer"],
		"adapters": ["--lora-modules"],
		"others": {},
		"hubs": ["https://hub.example.com"],
	},
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
