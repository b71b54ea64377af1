package modelspec.rules.runtime["precision-approved_test"]

import data.modelspec.rules.runtime["precision-approved"] as precision_approved

test_fail_names_what_is_approved if {
	_findings("int3", ["bf16", "int8"]) == {_finding("The precision `int3` is not approved; approved: bf16, int8.")}
	_findings("float16", ["bf16"]) == {_finding("The precision `float16` is not approved; approved: bf16.")}
}

test_fail_when_nothing_is_approved if {
	_findings("bf16", []) == {_finding("The precision `bf16` is not approved; no precision is.")}
}

test_success_in_any_spelling if {
	every precision in ["bf16", "BF16", "bf-16", "b_f 16", "int8"] {
		_findings(precision, ["int8", "Bf16"]) == set()
	}
}

test_success_by_another_name if {
	every precision in ["bfloat16", "BFloat-16", "brain", "bf16"] {
		every approved in ["bf16", "bfloat16", "BRAIN"] {
			_findings(precision, [approved]) == set()
		}
	}
}

test_success_without_a_precision if {
	every precision in ["", " "] {
		_findings(precision, []) == set()
	}
	every document in [{}, {"spec": {}}, {"spec": {"identity": {}}}, {"spec": {"identity": {"model": {}}}}] {
		findings := precision_approved.report with input as document with data.params.runtime["precision-approved"].approved as []
		findings == set()
	}
}

_findings(precision, list) := findings if {
	findings := precision_approved.report with input.spec.identity.model.precision as precision
		with data.params.runtime["precision-approved"] as {
			"approved": list,
			"aliases": {"bfloat16": "bf16", "Brain": "BF16"},
		}
}

_finding(message) := {
	"rule": "runtime/precision-approved",
	"title": "Serve weights in an approved precision",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.identity.model.precision` to an approved precision, or evaluate the model in this one and have it",
		"added to `approved` in the profile.",
	]),
	"path": ["spec", "identity", "model", "precision"],
	"message": message,
}
