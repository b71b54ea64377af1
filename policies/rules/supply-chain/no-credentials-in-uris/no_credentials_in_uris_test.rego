package modelspec.rules["supply-chain"]["no-credentials-in-uris_test"]

import data.modelspec.rules["supply-chain"]["no-credentials-in-uris"] as no_credentials_in_uris

test_fail_with_credentials if {
	every uri in ["https://me:secret@example.com/a", "https://example.com/a?sig=abc"] {
		_findings({"modelUri": uri}) == {_finding("modelUri has credentials in it.")}
		_findings({"tokenizerUri": uri}) == {_finding("tokenizerUri has credentials in it.")}
		_findings({"modelUri": uri, "tokenizerUri": uri}) == {
			_finding("modelUri has credentials in it."),
			_finding("tokenizerUri has credentials in it."),
		}
	}
}

test_success_without_credentials if {
	every uri in ["https://me@example.com/a", "https://example.com/a:b@c", "https://example.com/a?sig=", "org/model"] {
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
		findings := no_credentials_in_uris.report with input as document with data.params["supply-chain"]["no-credentials-in-uris"] as _params
		findings == set()
	}
}

_params := {"patterns": ["^[a-z]+://[^/?#]*:[^/?#]*@", "[?&]sig=[^&]+"]}

_findings(artifacts) := findings if {
	findings := no_credentials_in_uris.report with input.spec.identity.model.artifacts as artifacts with data.params["supply-chain"]["no-credentials-in-uris"] as _params
}

_finding(message) := {
	"rule": "supply-chain/no-credentials-in-uris",
	"title": "Keep credentials out of addresses",
	"severity": "critical",
	"remediation": concat(" ", [
		"Take the credentials out of the address, replace them, for they count as known, and give the deployment an",
		"identity of its own that may read the files, such as a service account with a role.",
	]),
	"path": ["spec", "identity", "model", "artifacts"],
	"message": message,
}
