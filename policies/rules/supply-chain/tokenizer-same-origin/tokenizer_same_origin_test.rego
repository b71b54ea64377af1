package modelspec.rules["supply-chain"]["tokenizer-same-origin_test"]

import data.modelspec.rules["supply-chain"]["tokenizer-same-origin"] as tokenizer_same_origin

test_fail_when_the_places_differ if {
	every uri, origin in {
		"s3://others.example.com/a/": "s3://others.example.com",
		"gs://models.example.com/a/": "gs://models.example.com",
		"hf://org/a": "hf://org",
		"s3://models.example.com.evil.example": "s3://models.example.com.evil.example",
		"s3://user:models.example.com@evil.example/": "s3://evil.example",
		"s3://user:pass/word@models.example.com": "s3://",
	} {
		_findings({"modelUri": "s3://models.example.com/a/", "tokenizerUri": uri}) == {_finding(concat(" ", [
			$"The tokenizer comes from {origin}, the model from s3://models.example.com;",
			"both must come from one place.",
		]))}
	}
}

test_fail_when_the_beginnings_differ_at_a_place_that_many_share if {
	every uris, places in {
		["https://shared.example.com/us/a", "https://shared.example.com/others/a"]: [
			"https://shared.example.com/us",
			"https://shared.example.com/others",
		],
		["https://shared.example.com/us", "https://Shared.example.com"]: [
			"https://shared.example.com/us",
			"https://shared.example.com",
		],
		["https://twice.example.com/a/us/b?c", "https://twice.example.com/a/Others@1"]: [
			"https://twice.example.com/a/us",
			"https://twice.example.com/a/others",
		],
		["models:/us/1", "models:/others/1"]: ["models://us", "models://others"],
		["hf://us/a", "https://hub.example.com/others/a"]: ["hf://us", "https://hub.example.com/others"],
	} {
		_findings({"modelUri": uris[0], "tokenizerUri": uris[1]}) == {_finding(concat(" ", [
			$"The tokenizer comes from {places[1]}, the model from {places[0]};",
			"both must come from one place.",
		]))}
	}
}

test_success_when_the_beginnings_are_the_same if {
	every uris in [
		["https://shared.example.com/us/a", "https://shared.example.com/Us/b"],
		["https://twice.example.com/a/us/b", "https://twice.example.com/a/us@1"],
		["models:/us/1", "models:/us/2"],
		["hf://us/a@v1", "https://hub.example.com/us/a/resolve/v1/tokenizer.json"],
	] {
		_findings({"modelUri": uris[0], "tokenizerUri": uris[1]}) == set()
		_findings({"modelUri": uris[1], "tokenizerUri": uris[0]}) == set()
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
	every uri in ["/models/a", "file:///models/a", "file:models/a", "org/model"] {
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
		findings := tokenizer_same_origin.report with input as document with data.params["supply-chain"] as _params
		findings == set()
	}
}

_params := {
	"tokenizer-same-origin": {"shared": {
		"shared.example.com": 1,
		"twice.example.com": 2,
		"hub.example.com": 1,
		"models": 1,
	}},
	"artifact-pinned": {"hubs": {"hub.example.com": "hf"}},
}

_findings(artifacts) := findings if {
	findings := tokenizer_same_origin.report with input.spec.identity.model.artifacts as artifacts
		with data.params["supply-chain"] as _params
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
