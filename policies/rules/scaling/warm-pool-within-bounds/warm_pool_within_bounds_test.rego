package modelspec.rules.scaling["warm-pool-within-bounds_test"]

import data.modelspec.rules.scaling["warm-pool-within-bounds"] as warm_pool_within_bounds

test_fail_one_too_many if {
	_findings({"maxReplicas": 4, "warmPool": {"size": 5}}) == {_finding("The warm pool has 5 replicas, but at most 4 may ever serve.")}
}

test_success_within_bounds if {
	every size in [0, 1, 4, 4.0] {
		_findings({"maxReplicas": 4, "warmPool": {"size": size}}) == set()
	}
}

test_success_when_there_is_nothing_to_compare if {
	_findings({"warmPool": {"size": 5}}) == set()
	_findings({"maxReplicas": 4, "warmPool": {}}) == set()
	_findings({"maxReplicas": 4}) == set()
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := warm_pool_within_bounds.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := warm_pool_within_bounds.report with input.spec.operations.scaling as scaling
}

_finding(message) := {
	"rule": "scaling/warm-pool-within-bounds",
	"title": "Keep no more warm than may run",
	"severity": "medium",
	"remediation": "Lower `spec.operations.scaling.warmPool.size` to what a sudden peak takes, at most to `maxReplicas`.",
	"path": ["spec", "operations", "scaling", "warmPool", "size"],
	"message": message,
}
