package modelspec.lib.environment_test

import data.modelspec.lib.environment

test_success_production_by_a_label_of_the_spec if {
	every labels in [{"env": "prod"}, {"stage": "live"}, {"env": "PROD"}, {"env": "dev", "stage": "Live"}] {
		environment.production with input.metadata.labels as labels with data.params as _params
	}
}

test_success_production_by_a_label_of_the_namespace if {
	every labels in [null, {}, {"env": "dev"}] {
		environment.production with input.metadata.labels as labels
			with input.context.namespace.labels as {"env": "prod"}
			with data.params as _params
	}
}

test_fail_something_else_is_not_production if {
	every labels in [{}, {"env": ""}, {"env": "production-like"}, {"tier": "prod"}, {"ENV": "prod"}] {
		not environment.production with input.metadata.labels as labels with data.params as _params
	}
}

test_fail_nothing_said_is_not_production if {
	not environment.production with input as {} with data.params as _params
}

test_success_nothing_said_is_production_where_that_is_assumed if {
	every document in [{}, {"metadata": {}}, {"metadata": {"labels": {"tier": "web"}}}] {
		environment.production with input as document with data.params as _assuming
	}
}

test_fail_what_is_said_counts_more_than_what_is_assumed if {
	not environment.production with input.metadata.labels as {"env": "dev"} with data.params as _assuming
}

test_success_declared_holds_what_both_say if {
	declared := environment.declared with input.metadata.labels as {"env": "Staging", "tier": "web"}
		with input.context.namespace.labels as {"stage": "live"}
		with data.params as _params
	declared == {"staging", "live"}
}

_params := {"accountability": {"environment-declared": {
	"labels": ["env", "stage"],
	"production": ["prod", "Live"],
	"assumeProduction": false,
}}}

_assuming := object.union(_params, {"accountability": {"environment-declared": {"assumeProduction": true}}})
