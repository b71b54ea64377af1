package modelspec.rules["supply-chain"]["approved-schemes_test"]

import data.modelspec.rules["supply-chain"]["approved-schemes"] as approved_schemes

test_fail_when_the_scheme_is_not_approved if {
	_findings({"modelUri": "magnet://x"}) == {_model("modelUri has the scheme magnet, which is not approved; approved are: s3, OCI.")}
	_findings({"modelUri": "s3a://x", "tokenizerUri": "oci://x"}) == {_model(concat(" ", [
		"modelUri has the scheme s3a, which is not approved;",
		"approved are: s3, OCI.",
	]))}
}

test_fail_without_a_scheme if {
	every uri in ["org/model", "model:1"] {
		_findings({"modelUri": uri}) == {_model("modelUri has no scheme; approved are: s3, OCI.")}
	}
}

test_fail_for_each_of_the_two if {
	_findings({"modelUri": "hf://a", "tokenizerUri": "b/c"}) == {
		_model("modelUri has the scheme hf, which is not approved; approved are: s3, OCI."),
		_finding(
			["spec", "identity", "model", "artifacts", "tokenizerUri"],
			"tokenizerUri has no scheme; approved are: s3, OCI.",
		),
	}
}

test_fail_when_no_scheme_is_approved if {
	every uri, found in {"s3://a": "the scheme s3, which is not approved", "a": "no scheme"} {
		findings := approved_schemes.report with input.spec.identity.model.artifacts.modelUri as uri
			with data.params["supply-chain"]["approved-schemes"] as {"approved": []}
		findings == {_model($"modelUri has {found}; no scheme is approved.")}
	}
}

test_success_with_an_approved_scheme if {
	every uri in ["s3://a/b", "S3://a/b", "oci://a/b"] {
		_findings({"modelUri": uri, "tokenizerUri": uri}) == set()
	}
}

test_success_with_a_scheme_of_the_rule_on_plaintext if {
	_findings({"modelUri": "http://a", "tokenizerUri": "FTP://a"}) == set()
}

test_success_with_a_local_path if {
	every uri in ["file:///models/llama", "/models/llama", "./llama", "C:/models", "file:models/llama"] {
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
		findings := approved_schemes.report with input as document with data.params["supply-chain"] as _params
		findings == set()
	}
}

_params := {
	"approved-schemes": {"approved": ["s3", "OCI"]},
	"no-plaintext-download": {"schemes": ["Http", "ftp"]},
}

_findings(artifacts) := findings if {
	findings := approved_schemes.report with input.spec.identity.model.artifacts as artifacts with data.params["supply-chain"] as _params
}

_model(message) := _finding(["spec", "identity", "model", "artifacts", "modelUri"], message)

_finding(path, message) := {
	"rule": "supply-chain/approved-schemes",
	"title": "Load models in approved ways",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set the address in `spec.identity.model.artifacts` to one with an approved scheme, or have the scheme added to",
		"`approved` in the profile.",
	]),
	"path": path,
	"message": message,
}
