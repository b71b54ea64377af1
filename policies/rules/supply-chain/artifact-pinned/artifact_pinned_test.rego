package modelspec.rules["supply-chain"]["artifact-pinned_test"]

import data.modelspec.rules["supply-chain"]["artifact-pinned"] as artifact_pinned

test_fail_when_a_word_moves if {
	every uri, word in {
		"s3://models.example.com/llama/latest/": "latest",
		"s3://models.example.com/latest": "latest",
		"oci://registry.example.com/llama:Latest": "Latest",
		"hf://org/model@main": "main",
		"hf://org/model@main/weights.safetensors": "main",
		"https://example.com/org/model/resolve/main/v1.0/weights": "main",
		"https://example.com/weights?version=latest": "latest",
		"s3://models.example.com/v1/Latest.tar.gz": "Latest",
		"s3://models.example.com/v1/llama-latest.tar": "latest",
		"s3://models.example.com/v1/llama-latest/weights": "latest",
		"s3://models.example.com/llama-latest/v1/weights-main": "main",
		"oci://registry.example.com/llama:1.0-latest": "latest",
		"https://hub.example.com/org/model/resolve/main/weights": "main",
	} {
		_findings({"modelUri": uri}) == {_model($"modelUri leads to \"{word}\", which moves; it must lead to the same files each time.")}
	}
}

test_fail_when_there_is_no_version if {
	every uri in [
		"s3://models.example.com/llama/",
		"s3://models.example.com/llama-3.3-70b-instruct/",
		"oci://registry.example.com/llama",
		"hf://org/llama-3.3-70b",
		"hf://org/model-v0.3",
		"https://example.com/weights?a=1x",
		"https://example.com/weights?download=1&a=v1",
		"https://example.com/weights#v1",
		"https://example.com:8443/weights",
		"https://10.0.0.5/weights",
		"s3://v2/llama",
		"s3://models-v2/llama",
		"s3://models.example.com/llama?versionId=null",
		"oci://registry.example.com:5000/llama",
		"oci://registry.example.com/llama-v2",
		"oci://registry.example.com/v1/llama:stable",
		"https://hub.example.com/org/model-v2",
		"https://hub.example.com/org/model-v2/resolve/dev/weights",
	] {
		_findings({"modelUri": uri}) == {_model("modelUri has no version and no digest; it must lead to the same files each time.")}
	}
}

test_fail_for_each_of_the_two if {
	_findings({"modelUri": "hf://org/model", "tokenizerUri": "hf://org/model@main"}) == {
		_model("modelUri has no version and no digest; it must lead to the same files each time."),
		_finding(
			["spec", "identity", "model", "artifacts", "tokenizerUri"],
			"tokenizerUri leads to \"main\", which moves; it must lead to the same files each time.",
		),
	}
}

test_fail_when_no_pattern_is_given if {
	findings := artifact_pinned.report with input.spec.identity.model.artifacts.modelUri as "s3://a/v1"
		with data.params["supply-chain"]["artifact-pinned"] as object.union(
			_params,
			{"digests": [], "versions": {"s3": [], "*": []}, "moving": []},
		)
	findings == {_model("modelUri has no version and no digest; it must lead to the same files each time.")}
}

test_success_with_a_version if {
	every uri in [
		"s3://models.example.com/llama/2025-01/",
		"s3://models.example.com/mistral-7b-instruct-v0.3/",
		# A bucket, and a folder in which there are versions.
		"s3://main/llama-latest/v2/weights",
		"oci://registry.example.com/llama:1.4.0",
		"oci://registry.example.com/llama:1.4.0-rc1",
		"oci://latest/llama:1.0",
		"oci://llama:1.0",
		"hf://org/model@v1.2",
		"HF://org/model@v1.2",
		"https://hub.example.com/org/model/resolve/v1/weights",
		"https://example.com/weights?a=b&Version=v1#latest",
		"models:/support/3",
	] {
		_findings({"modelUri": uri, "tokenizerUri": uri}) == set()
	}
}

test_success_with_a_digest if {
	digest := "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	every uri in [
		$"oci://registry.example.com/llama@sha256:{digest}",
		$"oci://registry.example.com/llama:latest@sha256:{digest}",
		$"hf://org/model@{substring(digest, 0, 40)}",
		$"https://example.com/org/model/resolve/{substring(digest, 0, 40)}/weights",
		"s3://models.example.com/latest/weights?versionId=3HL4kqtJvjVBH40Nrjfkd",
	] {
		_findings({"modelUri": uri}) == set()
	}
}

test_success_left_to_other_rules if {
	every uri in ["file:///models/llama", "/models/llama", "org/model", "llama:latest"] {
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
		findings := artifact_pinned.report with input as document with data.params["supply-chain"]["artifact-pinned"] as _params
		findings == set()
	}
}

_params := {
	"digests": ["sha256:[0-9a-f]{64}", "[@/][0-9a-f]{40}(/|$)", "[?&]versionId=[^&]{5,}"],
	"versions": {
		"Hf": ["(@|/resolve/|=)v?[0-9]+"],
		"*": [`[/@:=_-]v[0-9]+(\.[0-9]+)*([/-]|$)`, `[/@:=][0-9]+(\.[0-9]+)*([/-]|$)`],
	},
	"moving": ["latest", "MAIN"],
	"queries": ["version", "versionId"],
	"tagged": ["oci"],
	"hubs": {"hub.example.com": "hf"},
}

_findings(artifacts) := findings if {
	findings := artifact_pinned.report with input.spec.identity.model.artifacts as artifacts
		with data.params["supply-chain"]["artifact-pinned"] as _params
}

_model(message) := _finding(["spec", "identity", "model", "artifacts", "modelUri"], message)

_finding(path, message) := {
	"rule": "supply-chain/artifact-pinned",
	"title": "Load the same files each time",
	"severity": "high",
	"remediation": concat(" ", [
		"Put a digest, a commit or a version into the address: `oci://…@sha256:…`, `hf://org/model@<commit>`,",
		"`s3://bucket/model/2025-01/`, and never change what lies there.",
	]),
	"path": path,
	"message": message,
}
