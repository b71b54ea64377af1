package modelspec.lib.uris_test

import data.modelspec.lib.uris

test_success_artifacts_are_those_that_are_not_blank if {
	every case in [
		{"artifacts": {}, "found": {}},
		{"artifacts": {"modelUri": "", "tokenizerUri": " "}, "found": {}},
		{"artifacts": {"modelUri": " s3://a/b\n"}, "found": {"modelUri": "s3://a/b"}},
		{
			"artifacts": {"modelUri": "s3://a/b", "tokenizerUri": "c"},
			"found": {"modelUri": "s3://a/b", "tokenizerUri": "c"},
		},
	] {
		found := uris.artifacts with input.spec.identity.model.artifacts as case.artifacts
		found == case.found
	}
}

test_success_no_artifacts_without_the_section if {
	every document in [{}, {"spec": {}}, {"spec": {"identity": {}}}, {"spec": {"identity": {"model": {}}}}] {
		found := uris.artifacts with input as document
		found == {}
	}
}

test_success_addresses_are_the_parts_of_those_with_a_scheme if {
	found := uris.addresses with input.spec.identity.model.artifacts as {"modelUri": " s3://a/b", "tokenizerUri": "c"}
	found == {"modelUri": {"scheme": "s3", "host": "a", "origin": "s3://a", "rest": "b", "user": ""}}
}

test_success_scheme_and_origin if {
	every uri, expected in {
		"s3://models.example.com/llama/": ["s3", "s3://models.example.com"],
		"S3://Models.example.com": ["s3", "s3://models.example.com"],
		"hf://org/model@main": ["hf", "hf://org"],
		"hf://model@main": ["hf", "hf://model"],
		"https://me:secret@example.com:8443/a?b#c": ["https", "https://example.com:8443"],
		"https://me:se@cret@example.com/a": ["https", "https://example.com"],
		"https://example.com?a=b@c": ["https", "https://example.com"],
		"https://example.com./a": ["https", "https://example.com"],
		"https://example.com.:8443": ["https", "https://example.com:8443"],
		"https://[::1]:8443/a": ["https", "https://[::1]:8443"],
		"abfss://models@account.example.com/a": ["abfss", "abfss://models@account.example.com"],
		"oci://registry.example.com:5000/a@sha256:0a": ["oci", "oci://registry.example.com:5000"],
		"oci://llama@sha256:0a": ["oci", "oci://llama"],
		"oci+x-1.0://r": ["oci+x-1.0", "oci+x-1.0://r"],
		"file:///models/a": ["file", "file://"],
		"models:/support/3": ["models", "models://"],
	} {
		[uris.scheme(uri), uris.origin(uri)] == expected
	} with data.params as _params
}

# What is said of these may be a part of a password.
test_success_the_origin_is_the_scheme_alone_where_the_host_is_not_certain if {
	every uri in [
		"https://me:pass/word@example.com/a",
		"https://me:pass?word@example.com",
		"https://me:pass#word@example.com",
		"https://me:123/word@example.com",
		"abfss://me:pass/word@account.example.com",
		"hf://me:pass/word@example.com",
		"https://models.example.com:evil/a",
		`https://evil.example\@models.example.com/a`,
		"https://models%2eexample.com/a",
		"https://models.example.com\t/a",
		"https://:8443:/a",
	] {
		uris.origin(uri) == $"{uris.scheme(uri)}://"
	} with data.params as _params
}

test_fail_no_scheme_and_no_origin if {
	every uri in ["", "org/model", "/models/a", "C:/models", "registry.example.com/model:1", "model:1", "://a", "3s://a"] {
		not uris.scheme(uri)
		not uris.origin(uri)
	}
}

test_success_user_is_what_stands_before_the_host if {
	every uri, user in {
		"https://me:secret@example.com/a": "me:secret",
		"https://me:se@cret@example.com/a": "me:se@cret",
		"https://me@example.com": "me",
		"s3://key:secret/word@models": "key:secret",
		"https://me:123/word@example.com/a": "me:123",
		"abfss://me:secret@account.example.com/a": "me:secret",
		"hf://me:secret@example.com/a": "me:secret",
		`https://evil.example\@models.example.com/a`: `evil.example\`,
	} {
		uris.parts(uri).user == user
	} with data.params as _params
}

test_success_no_user if {
	every uri in [
		"https://example.com/a@b",
		"https://example.com:8443/a?b=c@d.example",
		"https://models:8443/a@v1.2/b",
		"https://@example.com",
		"abfss://models@account.example.com/a",
		"hf://model@main",
		"hf://org/model@main",
		"oci://registry.example.com:5000/a@sha256:0a",
		"docker://llama:cuda@sha256:0a",
		"models:/support@champion",
	] {
		uris.parts(uri).user == ""
	} with data.params as _params
}

test_success_local if {
	every uri in [
		"file:///models/a",
		"FILE:/models",
		"file:models/a",
		"/models",
		"./models",
		"../models",
		"~/models",
		"~",
		"C:/models",
		`d:\models`,
	] {
		uris.local(uri)
	}
}

test_fail_not_local if {
	every uri in ["s3://models/a", "org/model", "https://example.com/file://", ".models/a", "files:a", "c:models", ""] {
		not uris.local(uri)
	}
}

test_success_rest_is_what_follows_the_origin if {
	every uri, rest in {
		"s3://models.example.com/llama/": "llama/",
		"s3://models.example.com": "",
		"https://me:secret@example.com/a?b=//c": "a?b=//c",
		"https://example.com?a": "?a",
		"hf://model@main/weights": "@main/weights",
		"models:/support/3": "support/3",
		"file:///models/a": "models/a",
		"https://me:pass/word@example.com/a": "@example.com/a",
		"https://me:123/word@example.com/a": "@example.com/a",
	} {
		[uris.rest(uri), uris.parts(uri).rest] == [rest, rest]
	} with data.params as _params
	not uris.rest("org/model")
}

test_success_within_ends_with_a_step if {
	every case in [
		["s3://models/a/b", "s3://models"],
		["s3://models/a/b", "s3://models/"],
		["s3://models/a/b", "s3://models/a"],
		["S3://Models", "s3://models/"],
		["hf://org/model@main", "hf://org/model"],
		["oci://registry.example.com:5000/a:1", "oci://registry.example.com:5000/a"],
		["https://me:secret@example.com/a?b", "https://example.com/a"],
		["https://example.com./a", "https://example.com"],
		["abfss://models@account.example.com/a", "abfss://models@account.example.com"],
		["models:/support/3", "models:/support"],
		["s3://models/a", "s3://"],
	] {
		_within(case)
	} with data.params as _params
}

test_fail_not_within if {
	every case in [
		["s3://models-of-others/a", "s3://models"],
		["s3://models/ab", "s3://models/a"],
		["s3://models/A", "s3://models/a"],
		["s3://models:8443/a", "s3://models"],
		["s3://models:evil/a", "s3://models"],
		["gs://models/a", "s3://models"],
		["gs://models/a", "s3://"],
		["abfss://others@account.example.com/a", "abfss://models@account.example.com"],
		["models:/others/3", "models:/support"],
		["https://example.com@others.example.com/a", "https://example.com"],
		[`https://others.example.com\@example.com/a`, "https://example.com"],
		["https://others.example.com/?https://example.com", "https://example.com"],
		["org/model", "s3://models"],
	] {
		not _within(case)
	} with data.params as _params
}

test_success_beneath_is_on_the_host_or_below if {
	every uri in [
		"https://example.com/a",
		"https://dl.example.com/a?b",
		"https://example.com./a/b",
		"https://example.com:8443/a",
		"https://me:secret@example.com/a",
	] {
		uris.beneath(uris.parts(uri), uris.parts("https://Example.com/a"))
	}
	every uri in ["https://badexample.com/a", "https://example.com.others.example/a", "s3://example.com/a", "https://example.com/b"] {
		not uris.beneath(uris.parts(uri), uris.parts("https://example.com/a"))
	}
}

test_success_climbs if {
	every path in [
		"b/../c",
		"b/..",
		"../b",
		"b/..;/c",
		"b/..?c",
		"%2e%2E/b",
		"b/..%2fc",
		"%252e%252e/b",
		`b\..\c`,
		"b%5cc",
		"b/.\t./c",
	] {
		uris.climbs(path)
	}
	every path in ["b..c/...", "a/b", "", "a%20b"] {
		not uris.climbs(path)
	}
}

_within(case) if uris.within(uris.parts(case[0]), uris.parts(case[1]))

_params := {"supply-chain": {"no-credentials-in-uris": {
	"containerSchemes": ["abfss"],
	"revisionSchemes": ["hf"],
}}}
