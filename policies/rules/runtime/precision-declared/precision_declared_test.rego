package modelspec.rules.runtime["precision-declared_test"]

import data.modelspec.rules.runtime["precision-declared"] as precision_declared

test_fail_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"identity": {}}}, {"spec": {"identity": {"model": {}}}}] {
		findings := precision_declared.report with input as document
		findings == {_finding(_message)}
	}
}

test_fail_when_it_is_blank_or_no_text if {
	every precision in ["", " \t", 16, null] {
		_findings(precision) == {_finding(_message)}
	}
}

test_success_with_a_precision if {
	every precision in ["bf16", "anything"] {
		_findings(precision) == set()
	}
}

_findings(precision) := findings if {
	findings := precision_declared.report with input.spec.identity.model.precision as precision
}

_message := "The spec does not say in which precision the weights are served; model.precision must be set."

_finding(message) := {
	"rule": "runtime/precision-declared",
	"title": "Say in which precision the weights are served",
	"severity": "low",
	"remediation": "Set `spec.identity.model.precision` to what the weights are loaded in, such as `bf16` or `fp8`.",
	"path": ["spec", "identity", "model", "precision"],
	"message": message,
}
