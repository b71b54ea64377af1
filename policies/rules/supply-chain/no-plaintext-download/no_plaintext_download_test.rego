package modelspec.rules["supply-chain"]["no-plaintext-download_test"]

import data.modelspec.rules["supply-chain"]["no-plaintext-download"] as no_plaintext_download

test_fail_over_an_unencrypted_connection if {
	every uri in ["http://models.example.com/a", "HTTP://models.example.com/a"] {
		_findings({"modelUri": uri, "tokenizerUri": uri}) == {_over_http("modelUri"), _over_http("tokenizerUri")}
		_findings({"modelUri": uri, "tokenizerUri": "https://models.example.com/a"}) == {_over_http("modelUri")}
	}
}

test_success_over_another_one if {
	every uri in ["https://models.example.com/http://a", "s3://models.example.com/a", "http", "http:a", "/http://"] {
		_findings({"modelUri": uri}) == set()
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
		findings := no_plaintext_download.report with input as document with data.params["supply-chain"]["no-plaintext-download"] as _params
		findings == set()
	}
}

_params := {"schemes": ["Http"]}

_findings(artifacts) := findings if {
	findings := no_plaintext_download.report with input.spec.identity.model.artifacts as artifacts with data.params["supply-chain"]["no-plaintext-download"] as _params
}

_over_http(field) := _finding(
	["spec", "identity", "model", "artifacts", field],
	$"{field} is loaded over http, which is not encrypted; it can be read and changed on the way.",
)

_finding(path, message) := {
	"rule": "supply-chain/no-plaintext-download",
	"title": "Download over encrypted connections",
	"severity": "high",
	"remediation": "Use the same address with `https`, or load the files from a bucket or a registry.",
	"path": path,
	"message": message,
}
