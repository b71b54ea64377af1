package modelspec.lib.logs_test

import data.modelspec.lib.logs

test_success_a_level_of_the_field if {
	every level in ["debug", "DEBUG", " debug ", "Trace\t"] {
		places := logs.set_to(["Debug ", "trace"], []) with input.spec.operations.observability.logging.level as level
		places == {{"path": ["spec", "operations", "observability", "logging", "level"], "level": trim_space(level)}}
	}
}

test_success_a_level_of_a_variable if {
	every value, level in {
		"debug": "debug",
		" DEBUG ": "DEBUG",
		"info,router=debug": "debug",
		"info; router: debug": "debug",
	} {
		every name in ["LOG_LEVEL", "log_level"] {
			_of_variables({name: value, "OTHER": "debug"}) == {{
				"path": ["spec", "runtime", "environment", "variables", name],
				"level": level,
				"by": name,
			}}
		}
	}
}

test_success_each_place_counts if {
	places := logs.set_to(["debug"], ["A", "B"]) with input.spec.operations.observability.logging.level as "debug"
		with input.spec.runtime.environment.variables as {"A": "debug", "B": "debug"}
	count(places) == 3
}

test_success_other_levels if {
	every value in ["", " ", "info", "debugging", "debug/router"] {
		_of_variables({"LOG_LEVEL": value}) == set()
		places := logs.set_to(["debug"], []) with input.spec.operations.observability.logging.level as value
		places == set()
	}
}

test_success_nothing_is_said if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {"observability": {"logging": {}}}, "runtime": {"environment": {}}}},
	] {
		places := logs.set_to(["debug"], ["LOG_LEVEL"]) with input as document
		places == set()
	}
}

_of_variables(variables) := places if {
	places := logs.set_to(["debug"], ["LOG_LEVEL"]) with input.spec.runtime.environment.variables as variables
}
