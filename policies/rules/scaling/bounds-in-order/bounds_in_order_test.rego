package modelspec.rules.scaling["bounds-in-order_test"]

import data.modelspec.rules.scaling["bounds-in-order"] as bounds_in_order

test_fail_one_too_many if {
	_findings({"minReplicas": 3, "maxReplicas": 2}) == {_finding("At least 3 replicas must run, but at most 2 may.")}
	_findings({"minReplicas": 1, "maxReplicas": 0}) == {_finding("At least 1 replica must run, but at most 0 may.")}
}

test_success_in_order if {
	every bounds in [[0, 0], [2, 2], [2.0, 2], [0, 10], [2, 3]] {
		_findings({"minReplicas": bounds[0], "maxReplicas": bounds[1]}) == set()
	}
}

test_success_with_one_bound_only if {
	_findings({"minReplicas": 3}) == set()
	_findings({"maxReplicas": 0}) == set()
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := bounds_in_order.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := bounds_in_order.report with input.spec.operations.scaling as scaling
}

_finding(message) := {
	"rule": "scaling/bounds-in-order",
	"title": "Let the least replicas be no more than the most",
	"severity": "high",
	"remediation": "Lower `spec.operations.scaling.minReplicas`, or raise `maxReplicas`, whichever was the slip.",
	"path": ["spec", "operations", "scaling", "minReplicas"],
	"message": message,
}
