package modelspec.rules["supply-chain"]["tokenizer-same-origin_test"]

import data.modelspec.rules["supply-chain"]["tokenizer-same-origin"] as tokenizer_same_origin

test_fail_when_the_places_differ if {
	every uri, origin in {
		"s3://others.example.com/a/": "s3://others.example.com",
		"gs://models.example.com/a/": "gs://models.example.com",
		"hf://org/a": "hf://org",
		"s3://models.example.com.evil.example": "s3://models.example.com.evil.example",
		"s3://user:models.example.com@evil.example/": "s3://evil.example",
	} {
		_findings({"modelUri": "s3://models.example.com/a/", "tokenizerUri": uri}) == {_finding(concat(" ", [
			$"The tokenizer comes from {origin}, the model from s3://models.example.com;",
			"both must come from one place.",
		]))}
	}
}

test_success_when_they_are_the_same if {
	every uri in ["s3://models.example.com/a/tokenizer.json", "s3://models.example.com", "S3://Models.example.com/b"] {
		_findings({"modelUri": "s3://models.example.com/a/", "tokenizerUri": uri}) == set()
	}
}

test_success_when_one_is_missing if {
	_findings({"modelUri": "s3://models.example.com/a/"}) == set()
	_findings({"tokenizerUri": "s3://models.example.com/a/"}) == set()
}

test_success_left_to_other_rules if {
	every uri in ["/models/a", "org/model"] {
		_findings({"modelUri": "s3://models.example.com/a/", "tokenizerUri": uri}) == set()
		_findings({"modelUri": uri, "tokenizerUri": "s3://models.example.com/a/"}) == set()
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
		findings := tokenizer_same_origin.report with input as document
		findings == set()
	}
}

_findings(artifacts) := findings if {
	findings := tokenizer_same_origin.report with input.spec.identity.model.artifacts as artifacts
}

_finding(message) := {
	"rule": "supply-chain/tokenizer-same-origin",
	"title": "Take model and tokenizer from one place",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `modelUri` and `tokenizerUri` in `spec.identity.model.artifacts` to addresses in one place, best in one",
		"folder, or leave out `tokenizerUri` if the tokenizer comes with the model.",
	]),
	"path": ["spec", "identity", "model", "artifacts", "tokenizerUri"],
	"message": message,
}
