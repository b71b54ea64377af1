package modelspec.rules["supply-chain"]["approved-registries_test"]

import data.modelspec.rules["supply-chain"]["approved-registries"] as approved_registries

test_fail_when_it_is_not_approved if {
	every uri, origin in {
		"hf://someone/model": "hf://someone",
		"s3://models-of-others/a": "s3://models-of-others",
		"https://me:secret@models.example.com/a": "https://models.example.com",
		"s3://models/../others/a": "s3://models",
		"https://drive.google.com/a": "https://drive.google.com",
		"hf://our-org-of-others/a": "hf://our-org-of-others",
		"s3://models:evil/a": "s3://",
		"s3://models:8443/a": "s3://models:8443",
		`https://evil.example\@models/a`: "https://",
		"s3://models/..;/a": "s3://models",
		"s3://models/..%2fa": "s3://models",
		"s3://models/%2E./a": "s3://models",
		"s3://models/%252e%252e/a": "s3://models",
		`s3://models/..\a`: "s3://models",
	} {
		_findings(["s3://models", "hf://our-org/"], {"modelUri": uri}) == {_model(concat(" ", [
			$"modelUri leads to {origin};",
			"approved are: s3://models, hf://our-org/.",
		]))}
	}
}

test_fail_when_it_is_refused if {
	every uri in ["https://drive.google.com/uc?id=1", "https://me:secret@drive.google.com/a/../b"] {
		_findings([], {"modelUri": uri}) == {_model("modelUri leads to https://drive.google.com; anybody can put anything there.")}
	}
	_findings([], {"modelUri": "https://drive.google.com.:443/a"}) == {_model(concat(" ", [
		"modelUri leads to https://drive.google.com:443;",
		"anybody can put anything there.",
	]))}
	_findings([], {"modelUri": "https://dl.Drive.google.com/a"}) == {_model(concat(" ", [
		"modelUri leads to https://dl.drive.google.com;",
		"anybody can put anything there.",
	]))}
}

test_fail_for_each_of_the_two if {
	_findings(["s3://models"], {"modelUri": "s3://a/b", "tokenizerUri": "gs://a/b"}) == {
		_model("modelUri leads to s3://a; approved are: s3://models."),
		_finding(
			["spec", "identity", "model", "artifacts", "tokenizerUri"],
			"tokenizerUri leads to gs://a; approved are: s3://models.",
		),
	}
}

test_success_when_it_is_approved if {
	every uri in ["s3://models/a", "S3://Models/a", "s3://models", "hf://our-org/model@main"] {
		_findings(["s3://models", "hf://our-org/"], {"modelUri": uri, "tokenizerUri": uri}) == set()
	}
	_findings(["https://drive.google.com/ours"], {"modelUri": "https://drive.google.com/ours/a"}) == set()
}

test_success_when_nothing_has_been_decided if {
	every uri in ["hf://someone/model", "https://models.example.com/drive.google.com", "https://drive.google.com.example.com/a", "https://mydrive.google.com"] {
		_findings([], {"modelUri": uri}) == set()
	}
}

test_success_left_to_other_rules if {
	every uri in ["file:///models/llama", "/models/llama", "org/model"] {
		_findings(["s3://models"], {"modelUri": uri}) == set()
	}
}

test_success_without_an_address if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"identity": {}}},
		{"spec": {"identity": {"model": {}}}},
		{"spec": {"identity": {"model": {"artifacts": {}}}}},
		{"spec": {"identity": {"model": {"artifacts": {"modelUri": "", "tokenizerUri": " "}}}}},
	] {
		findings := approved_registries.report with input as document with data.params["supply-chain"]["approved-registries"] as {"approved": ["s3://models"], "refused": []}
		findings == set()
	}
}

_findings(approved, artifacts) := findings if {
	findings := approved_registries.report with input.spec.identity.model.artifacts as artifacts
		with data.params["supply-chain"]["approved-registries"] as {"approved": approved, "refused": ["https://drive.google.com"]}
}

_model(message) := _finding(["spec", "identity", "model", "artifacts", "modelUri"], message)

_finding(path, message) := {
	"rule": "supply-chain/approved-registries",
	"title": "Load models from approved registries",
	"severity": "high",
	"remediation": concat(" ", [
		"Copy the model, after looking at it, to a registry that your organisation approves of, and load it from there;",
		"or have the registry added to `approved` in the profile.",
	]),
	"path": path,
	"message": message,
}
