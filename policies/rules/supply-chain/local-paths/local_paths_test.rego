package modelspec.rules["supply-chain"]["local-paths_test"]

import data.modelspec.rules["supply-chain"]["local-paths"] as local_paths

test_fail_with_a_local_path if {
	every uri in [
		"file:///models/llama",
		"/models/llama",
		"./llama",
		"~/llama",
		"/mnt/models-of-others/llama",
		"/mnt/models/../llama",
		"/mnt/models/%2e%2e/llama",
		"/mnt/models/..%2Fllama",
		"/mnt/models/%252e%252e/llama",
		`/mnt/models/..\llama`,
		"file:mnt/models/llama",
		"C:/mnt/models/llama",
		"/mnt",
		"file://elsewhere/mnt/models/llama",
	] {
		_findings({"modelUri": uri, "tokenizerUri": uri}) == {_local("modelUri"), _local("tokenizerUri")}
	}
}

test_success_within_an_allowed_folder if {
	every uri in [
		"/mnt/models",
		"/mnt/models/",
		"/mnt/models/llama/weights",
		"/mnt/models/llama%203",
		"file:///mnt/models/llama",
		"FILE:/mnt/models/llama",
		"file://localhost/mnt/models/llama",
		"/opt/llama..v2",
	] {
		_findings({"modelUri": uri}) == set()
	}
}

test_success_with_another_address if {
	every uri in ["s3://models.example.com/a", "org/model", "https://example.com/file:///a"] {
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
		findings := local_paths.report with input as document with data.params["supply-chain"]["local-paths"] as _params
		findings == set()
	}
}

_params := {"allowed": ["/mnt/models", "/opt/llama..v2/"]}

_findings(artifacts) := findings if {
	findings := local_paths.report with input.spec.identity.model.artifacts as artifacts with data.params["supply-chain"]["local-paths"] as _params
}

_local(field) := _finding(
	["spec", "identity", "model", "artifacts", field],
	$"{field} is a path on the machine; nobody can tell where the files came from.",
)

_finding(path, message) := {
	"rule": "supply-chain/local-paths",
	"title": "Load models from where others can",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set the address in `spec.identity.model.artifacts` to where the files are published, such as a bucket or a",
		"registry. If they are part of the image, have their folder added to `allowed` in the profile.",
	]),
	"path": path,
	"message": message,
}
