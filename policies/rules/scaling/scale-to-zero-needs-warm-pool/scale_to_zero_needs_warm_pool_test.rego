package modelspec.rules.scaling["scale-to-zero-needs-warm-pool_test"]

import data.modelspec.rules.scaling["scale-to-zero-needs-warm-pool"] as scale_to_zero_needs_warm_pool

test_fail_without_a_warm_pool if {
	every scaling in [{}, {"warmPool": {}}, {"warmPool": {"strategy": "business-hours"}}, {"warmPool": {"size": 0}}] {
		_findings(object.union(scaling, {"minReplicas": 0})) == {_finding(concat(" ", [
			"The deployment scales to zero and nothing is kept warm;",
			"scaling.warmPool.size must be above 0.",
		]))}
	}
}

test_success_with_a_warm_pool if {
	every size in [1, 1.0, 5] {
		_findings({"minReplicas": 0, "warmPool": {"size": size}}) == set()
	}
}

test_success_when_something_always_runs if {
	_findings({"minReplicas": 1}) == set()
}

test_success_without_a_scaling_section if {
	every document in [{}, {"spec": {}}, {"spec": {"operations": {}}}, {"spec": {"operations": {"scaling": {}}}}] {
		findings := scale_to_zero_needs_warm_pool.report with input as document
		findings == set()
	}
}

_findings(scaling) := findings if {
	findings := scale_to_zero_needs_warm_pool.report with input.spec.operations.scaling as scaling
}

_finding(message) := {
	"rule": "scaling/scale-to-zero-needs-warm-pool",
	"title": "Keep something warm when nothing runs",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.scaling.warmPool.size` to 1 or more. Or raise `minReplicas` above 0: to 1, or in production",
		"to as many as `scaling/availability-in-production` asks for.",
	]),
	"path": ["spec", "operations", "scaling", "minReplicas"],
	"message": message,
}
