package modelspec.rules.runtime["framework-approved_test"]

import data.modelspec.rules.runtime["framework-approved"] as framework_approved

test_fail_names_what_is_approved if {
	_findings("vllm-fork", ["vllm", "Triton"]) == {_finding("The framework `vllm-fork` is not approved; approved: vllm, Triton.")}
	_findings("", ["vllm"]) == {_finding("The framework `` is not approved; approved: vllm.")}
}

test_fail_when_nothing_is_approved if {
	_findings("vllm", []) == {_finding("The framework `vllm` is not approved; no framework is.")}
}

test_success_in_upper_or_lower_case if {
	every framework in ["vllm", "vLLM", "triton", "TRITON"] {
		_findings(framework, ["vllm", "Triton"]) == set()
	}
}

test_success_without_a_framework if {
	every document in [{}, {"spec": {}}, {"spec": {"identity": {}}}, {"spec": {"identity": {"model": {}}}}] {
		findings := framework_approved.report with input as document with data.params.runtime["framework-approved"].approved as []
		findings == set()
	}
}

_findings(framework, list) := findings if {
	findings := framework_approved.report with input.spec.identity.model.framework as framework
		with data.params.runtime["framework-approved"].approved as list
}

_finding(message) := {
	"rule": "runtime/framework-approved",
	"title": "Use an approved framework",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.identity.model.framework` to an approved framework, or have this one added to `approved` in the",
		"profile.",
	]),
	"path": ["spec", "identity", "model", "framework"],
	"message": message,
}
