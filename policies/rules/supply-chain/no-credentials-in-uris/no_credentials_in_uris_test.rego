package modelspec.rules["supply-chain"]["no-credentials-in-uris_test"]

import data.modelspec.rules["supply-chain"]["no-credentials-in-uris"] as no_credentials_in_uris

test_fail_with_credentials if {
	every uri in [
		"https://me:secret@example.com/a",
		"https://me@example.com/a",
		"https://me:pass/word@example.com/a",
		"s3://key:secret/word@models/a",
		"abfss://me:secret@account.example.com/a",
		"https://example.com/a?sig=abc",
		"https://example.com/a/key-123",
	] {
		_findings({"modelUri": uri}) == {_finding("modelUri")}
		_findings({"tokenizerUri": uri}) == {_finding("tokenizerUri")}
		_findings({"modelUri": uri, "tokenizerUri": uri}) == {_finding("modelUri"), _finding("tokenizerUri")}
	}
}

test_success_without_credentials if {
	every uri in [
		"https://example.com/a:b@c",
		"https://example.com/a?sig=",
		"https://git@example.com/a",
		"https://Git@example.com/a",
		"abfss://models@account.example.com/a",
		"hf://model@main",
		"oci://registry.example.com:5000/a@sha256:0123",
		"oci://llama:1.0@sha256:0123",
		"org/model",
	] {
		_findings({"modelUri": uri, "tokenizerUri": uri}) == set()
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
		findings := no_credentials_in_uris.report with input as document with data.params["supply-chain"] as _params
		findings == set()
	}
}

_params := {
	"no-credentials-in-uris": {
		"users": ["git"],
		"containerSchemes": ["abfss"],
		"revisionSchemes": ["hf"],
		"patterns": ["[?&]sig=[^&]+"],
	},
	"no-secrets-by-shape": {
		"shapes": {"a key": "key-[0-9]{3}", "a password": "://[^/:]*:[^/@0-9][^@]*@|:1.0@"},
		"ownShapes": {},
	},
}

_findings(artifacts) := findings if {
	findings := no_credentials_in_uris.report with input.spec.identity.model.artifacts as artifacts
		with data.params["supply-chain"] as _params
}

_finding(field) := {
	"rule": "supply-chain/no-credentials-in-uris",
	"title": "Keep credentials out of addresses",
	"severity": "critical",
	"remediation": concat(" ", [
		"Take the credentials out of the address, replace them, for they count as known, and give the deployment an",
		"identity of its own that may read the files, such as a service account with a role.",
	]),
	"path": ["spec", "identity", "model", "artifacts"],
	"secret": ["spec", "identity", "model", "artifacts", field],
	"message": $"{field} has credentials in it.",
}
