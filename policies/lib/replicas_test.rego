package modelspec.lib.replicas_test

import data.modelspec.lib.replicas

test_success_the_greater_bound_is_the_most if {
	every case in [
		{"scaling": {"minReplicas": 1, "maxReplicas": 3}, "most": 3, "bound": "maxReplicas"},
		{"scaling": {"minReplicas": 3, "maxReplicas": 3}, "most": 3, "bound": "maxReplicas"},
		{"scaling": {"maxReplicas": 3}, "most": 3, "bound": "maxReplicas"},
		{"scaling": {"minReplicas": 4, "maxReplicas": 3}, "most": 4, "bound": "minReplicas"},
		{"scaling": {"minReplicas": 0}, "most": 0, "bound": "minReplicas"},
	] {
		replicas.most == case.most with input.spec.operations.scaling as case.scaling
		replicas.bound == case.bound with input.spec.operations.scaling as case.scaling
	}
}

test_fail_without_bounds_there_is_no_most if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {}}},
		{"spec": {"operations": {"scaling": {"warmPool": {"size": 1}}}}},
	] {
		not replicas.most with input as document
		not replicas.bound with input as document
	}
}

test_success_the_warm_pool_is_none_where_there_is_none if {
	replicas.warm == 2 with input.spec.operations.scaling.warmPool.size as 2
	replicas.warm == 0 with input.spec.operations.scaling.warmPool as {}
	replicas.warm == 0 with input as {}
}
