package modelspec.rules.observability["debug-logging-in-production_test"]

import data.modelspec.rules.observability["debug-logging-in-production"] as debug_logging_in_production

test_fail_at_a_level_for_finding_faults if {
	every level in ["debug", "DEBUG", "Trace", " debug\t"] {
		_findings({"env": "prod"}, level) == {_finding($"The logging level in production is {trim_space(level)}; it must be less detailed.")}
	}
}

test_fail_when_a_variable_sets_such_a_level if {
	message := "The variable LOG_LEVEL sets the logging level in production to DEBUG; it must be less detailed."
	findings := _findings_of_variables("prod", {"LOG_LEVEL": "DEBUG", "OTHER": "debug"})
	findings == {_finding_at(["spec", "runtime", "environment", "variables", "LOG_LEVEL"], message)}
}

test_success_when_a_variable_sets_another_level if {
	_findings_of_variables("prod", {"LOG_LEVEL": "info", "OTHER": "debug"}) == set()
	_findings_of_variables("dev", {"LOG_LEVEL": "debug"}) == set()
}

test_fail_whatever_is_said_about_personal_data if {
	every allowed in [true, false] {
		_findings_of_pii(allowed) == {_finding("The logging level in production is debug; it must be less detailed.")}
	}
}

test_success_at_other_levels if {
	every level in ["info", "warn", "debugging", ""] {
		_findings({"env": "prod"}, level) == set()
	}
}

test_success_outside_production if {
	every labels in [{}, {"env": "dev"}] {
		_findings(labels, "debug") == set()
	}
}

test_success_without_a_level if {
	every spec in [{}, {"operations": {}}, {"operations": {"observability": {}}}, {"operations": {"observability": {"logging": {}}}}] {
		findings := debug_logging_in_production.report with input as {"metadata": {"labels": {"env": "prod"}}, "spec": spec}
			with data.params as _params
		findings == set()
	}
}

_params := {
	"accountability": {"environment-declared": {"labels": ["env"], "production": ["prod"], "other": ["dev", "test"], "assumeProduction": false}},
	"observability": {"debug-logging-in-production": {"levels": ["debug", "TRACE"], "variables": ["LOG_LEVEL"]}},
}

_findings_of_variables(env, variables) := findings if {
	findings := debug_logging_in_production.report with input.metadata.labels as {"env": env}
		with input.spec.runtime.environment.variables as variables
		with data.params as _params
}

_findings(labels, level) := findings if {
	findings := debug_logging_in_production.report with input.metadata.labels as labels
		with input.spec.operations.observability.logging.level as level
		with data.params as _params
}

_findings_of_pii(allowed) := findings if {
	findings := debug_logging_in_production.report with input.metadata.labels as {"env": "prod"}
		with input.spec.operations.observability.logging.level as "debug"
		with input.spec.governance.compliance.pii.allowed as allowed
		with data.params as _params
}

_finding(message) := _finding_at(["spec", "operations", "observability", "logging", "level"], message)

_finding_at(path, message) := {
	"rule": "observability/debug-logging-in-production",
	"title": "Log no details in production",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.logging.level`, or the variable, to `info` or a level with less detail. If a",
		"fault can be found in production only, raise it for as long as that takes.",
	]),
	"path": path,
	"message": message,
}
