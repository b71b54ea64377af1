package modelspec.rules["supply-chain"]["artifact-uri-declared_test"]

import data.modelspec.rules["supply-chain"]["artifact-uri-declared"] as artifact_uri_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"identity": {}}},
		{"spec": {"identity": {"model": {}}}},
		{"spec": {"identity": {"model": {"artifacts": {"tokenizerUri": "s3://models.example.com/tokenizer.json"}}}}},
	] {
		findings := artifact_uri_declared.report with input as document
		findings == {_finding("The address of the model is missing; the spec must say where the weights come from.")}
	}
}

test_fail_when_it_is_blank if {
	every uri in ["", " ", "\t\n"] {
		findings := artifact_uri_declared.report with input.spec.identity.model.artifacts.modelUri as uri
		findings == {_finding("The address of the model is blank; the spec must say where the weights come from.")}
	}
}

test_success_any_address if {
	every uri in ["s3://models.example.com/a", "org/model", "/models"] {
		findings := artifact_uri_declared.report with input.spec.identity.model.artifacts.modelUri as uri
		findings == set()
	}
}

_finding(message) := {
	"rule": "supply-chain/artifact-uri-declared",
	"title": "Say where the model comes from",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.identity.model.artifacts.modelUri` to the address from which the weights are loaded, such as",
		"`s3://models.example.com/mistral-7b-instruct-v0.3/2025-01/`.",
	]),
	"path": ["spec", "identity", "model", "artifacts", "modelUri"],
	"message": message,
}
