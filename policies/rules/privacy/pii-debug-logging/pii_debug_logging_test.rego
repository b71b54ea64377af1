package modelspec.rules.privacy["pii-debug-logging_test"]

import data.modelspec.rules.privacy["pii-debug-logging"] as pii_debug_logging

test_fail_at_a_level_for_finding_faults if {
	every level in ["debug", "DEBUG", "Trace", " debug\t"] {
		_findings(true, level) == {_finding($"Personal data is allowed, and the logging level {trim_space(level)} may write it into logs.")}
	}
}

test_fail_when_a_variable_sets_such_a_level if {
	message := "Personal data is allowed, and the variable LOG_LEVEL sets the logging level DEBUG, which may write it into logs."
	findings := _findings_of_variables(true, {"LOG_LEVEL": "DEBUG", "OTHER": "debug"})
	findings == {_finding_at(["spec", "runtime", "environment", "variables", "LOG_LEVEL"], message)}
}

test_success_when_a_variable_sets_another_level if {
	_findings_of_variables(true, {"LOG_LEVEL": "info", "OTHER": "debug"}) == set()
	_findings_of_variables(false, {"LOG_LEVEL": "debug"}) == set()
}

test_success_at_other_levels if {
	every level in ["info", "warn", "debugging", ""] {
		_findings(true, level) == set()
	}
}

test_success_when_personal_data_is_ruled_out if {
	_findings(false, "debug") == set()
}

test_success_when_nothing_is_said_about_personal_data if {
	every governance in [{}, {"compliance": {}}, {"compliance": {"pii": {}}}] {
		findings := pii_debug_logging.report with input.spec.governance as governance
			with input.spec.operations.observability.logging.level as "debug"
			with data.params.privacy["pii-debug-logging"] as _params
		findings == set()
	}
}

test_success_when_nothing_is_said_about_logging if {
	every operations in [{}, {"observability": {}}, {"observability": {"logging": {}}}] {
		findings := pii_debug_logging.report with input.spec.governance.compliance.pii.allowed as true
			with input.spec.operations as operations
			with data.params.privacy["pii-debug-logging"] as _params
		findings == set()
	}
}

_params := {"levels": ["debug", "TRACE"], "variables": ["LOG_LEVEL"]}

_findings_of_variables(allowed, variables) := findings if {
	findings := pii_debug_logging.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.operations.observability.logging.level as "info"
		with input.spec.runtime.environment.variables as variables
		with data.params.privacy["pii-debug-logging"] as _params
}

_findings(allowed, level) := findings if {
	findings := pii_debug_logging.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.operations.observability.logging.level as level
		with data.params.privacy["pii-debug-logging"] as _params
}

_finding(message) := _finding_at(["spec", "operations", "observability", "logging", "level"], message)

_finding_at(path, message) := {
	"rule": "privacy/pii-debug-logging",
	"title": "Log no prompts where personal data is allowed",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.logging.level`, or the variable, to `info` or a level with less detail. To",
		"find a fault, use requests without personal data.",
	]),
	"path": path,
	"message": message,
}
