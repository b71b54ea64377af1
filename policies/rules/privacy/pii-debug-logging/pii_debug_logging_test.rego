package modelspec.rules.privacy["pii-debug-logging_test"]

import data.modelspec.rules.privacy["pii-debug-logging"] as pii_debug_logging

test_fail_at_a_level_for_finding_faults if {
	every level in ["debug", "DEBUG", "Trace"] {
		_findings(true, level) == {_finding($"Personal data is allowed, and the logging level {level} may write it into logs.")}
	}
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
			with data.params.privacy["pii-debug-logging"].levels as ["debug"]
		findings == set()
	}
}

test_success_when_nothing_is_said_about_logging if {
	every operations in [{}, {"observability": {}}, {"observability": {"logging": {}}}] {
		findings := pii_debug_logging.report with input.spec.governance.compliance.pii.allowed as true
			with input.spec.operations as operations
			with data.params.privacy["pii-debug-logging"].levels as ["debug"]
		findings == set()
	}
}

_findings(allowed, level) := findings if {
	findings := pii_debug_logging.report with input.spec.governance.compliance.pii.allowed as allowed
		with input.spec.operations.observability.logging.level as level
		with data.params.privacy["pii-debug-logging"].levels as ["debug", "TRACE"]
}

_finding(message) := {
	"rule": "privacy/pii-debug-logging",
	"title": "Log no prompts where personal data is allowed",
	"severity": "high",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.logging.level` to `info` or a level with less detail. To find a fault, use",
		"requests without personal data.",
	]),
	"path": ["spec", "operations", "observability", "logging", "level"],
	"message": message,
}
