package modelspec.lib.environment_test

import data.modelspec.lib.environment

test_success_production_by_a_label_of_the_spec if {
	every labels in [
		{"env": "prod"},
		{"stage": "live"},
		{"env": "PROD"},
		{"env": " prod\t"},
		{"env": "dev", "stage": "Live"},
		{"env": "prodution", "stage": "live"},
	] {
		environment.production with input.metadata.labels as labels with data.params as _params
		environment.production with input.metadata.labels as labels with data.params as _assuming
	}
}

test_success_production_by_a_label_of_the_namespace if {
	every labels in [null, {}, {"env": "dev"}, {"env": ""}] {
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
	every document in [
		{},
		{"metadata": {}},
		{"metadata": {"labels": {"tier": "web"}}},
		{"metadata": {"labels": {"env": "", "stage": " \t"}}},
		{"context": {"namespace": {"labels": {"env": ""}}}},
	] {
		environment.production with input as document with data.params as _assuming
	}
}

test_success_what_is_not_known_is_production_where_that_is_assumed if {
	every value in ["prd", "prodution", "prod-eu", "dev-prod", "developments", "-"] {
		environment.production with input.metadata.labels as {"env": value} with data.params as _assuming
		environment.production with input.metadata.labels as {"env": value, "stage": "dev"} with data.params as _assuming
		environment.production with input.context.namespace.labels as {"env": value} with data.params as _assuming
	}
}

test_fail_what_is_said_counts_more_than_what_is_assumed if {
	every labels in [{"env": "dev"}, {"env": " Dev\n"}, {"env": "TEST"}, {"env": "dev", "stage": ""}] {
		not environment.production with input.metadata.labels as labels with data.params as _assuming
	}
}

test_success_declared_holds_what_both_say if {
	declared := environment.declared with input.metadata.labels as {"env": " Staging ", "stage": " ", "tier": "web"}
		with input.context.namespace.labels as {"stage": "live"}
		with data.params as _params
	declared == {"staging", "live"}
}

test_success_unknown_holds_what_is_on_neither_list if {
	unknown := environment.unknown with input.metadata.labels as {"env": "Staging", "stage": "LIVE"}
		with input.context.namespace.labels as {"stage": "test", "env": ""}
		with data.params as _params
	unknown == {"staging"}
	none := environment.unknown with input as {} with data.params as _params
	none == set()
}

_params := {"accountability": {"environment-declared": {
	"labels": ["env", "stage"],
	"production": ["prod", "Live", " "],
	"other": ["dev", "Test "],
	"assumeProduction": false,
}}}

_assuming := object.union(_params, {"accountability": {"environment-declared": {"assumeProduction": true}}})
