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

test_success_scheme_and_origin if {
	every uri, expected in {
		"s3://models.example.com/llama/": ["s3", "s3://models.example.com"],
		"S3://Models.example.com": ["s3", "s3://models.example.com"],
		"hf://org/model@main": ["hf", "hf://org"],
		"https://me:secret@example.com:8443/a?b#c": ["https", "https://example.com:8443"],
		"https://me:se@cret@example.com/a": ["https", "https://example.com"],
		"https://example.com?a=b@c": ["https", "https://example.com"],
		"oci+x-1.0://r": ["oci+x-1.0", "oci+x-1.0://r"],
		"file:///models/a": ["file", "file://"],
		"models:/support/3": ["models", "models://"],
	} {
		[uris.scheme(uri), uris.origin(uri)] == expected
	}
}

test_fail_no_scheme_and_no_origin if {
	every uri in ["", "org/model", "/models/a", "C:/models", "registry.example.com/model:1", "model:1", "://a", "3s://a"] {
		not uris.scheme(uri)
		not uris.origin(uri)
	}
}

test_success_local if {
	every uri in ["file:///models/a", "FILE:/models", "/models", "./models", "../models", "~/models", "~"] {
		uris.local(uri)
	}
}

test_fail_not_local if {
	every uri in ["s3://models/a", "org/model", "https://example.com/file://", ".models/a", ""] {
		not uris.local(uri)
	}
}

test_success_rest_is_what_follows_the_origin if {
	every uri, rest in {
		"s3://models.example.com/llama/": "llama/",
		"s3://models.example.com": "",
		"https://me:secret@example.com/a?b=//c": "a?b=//c",
		"https://example.com?a": "?a",
		"models:/support/3": "support/3",
		"file:///models/a": "models/a",
	} {
		uris.rest(uri) == rest
	}
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
		["models:/support/3", "models:/support"],
		["s3://models/a", "s3://"],
	] {
		uris.within(case[0], case[1])
	}
}

test_fail_not_within if {
	every case in [
		["s3://models-of-others/a", "s3://models"],
		["s3://models/ab", "s3://models/a"],
		["s3://models/A", "s3://models/a"],
		["gs://models/a", "s3://models"],
		["https://example.com@others.example.com/a", "https://example.com"],
		["https://others.example.com/?https://example.com", "https://example.com"],
		["org/model", "s3://models"],
	] {
		not uris.within(case[0], case[1])
	}
}

test_success_climbs if {
	every uri in ["s3://a/b/../c", "s3://a/b/..", "https://a/%2e%2E/b", `https://a/b\..\c`, "https://a/..?b"] {
		uris.climbs(uri)
	}
	not uris.climbs("s3://a/b..c/...")
}
