package modelspec.rules.scaling["bounds-declared_test"]

import data.modelspec.rules.scaling["bounds-declared"] as bounds_declared

test_fail_for_both_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := bounds_declared.report with input as document
		findings == {_least, _most}
	}
}

test_fail_for_the_one_that_is_missing if {
	_findings({"maxReplicas": 4}) == {_least}
	_findings({"minReplicas": 1}) == {_most}
}

test_fail_when_it_is_no_number if {
	_findings({"minReplicas": "1", "maxReplicas": null}) == {_least, _most}
}

test_success_with_both if {
	every bounds in [[0, 0], [1, 4], [4, 1]] {
		_findings({"minReplicas": bounds[0], "maxReplicas": bounds[1]}) == set()
	}
}

_findings(scaling) := findings if {
	findings := bounds_declared.report with input.spec.operations.scaling as scaling
}

_least := _finding(
	["spec", "operations", "scaling", "minReplicas"],
	"The spec does not say how many replicas run at the least; scaling.minReplicas must be a number.",
)

_most := _finding(
	["spec", "operations", "scaling", "maxReplicas"],
	"The spec does not say how many replicas run at the most; scaling.maxReplicas must be a number.",
)

_finding(path, message) := {
	"rule": "scaling/bounds-declared",
	"title": "Say how many replicas may run",
	"severity": "medium",
	"remediation": "Set `minReplicas` and `maxReplicas` in `spec.operations.scaling`; the same number for both if it is fixed.",
	"path": path,
	"message": message,
}
