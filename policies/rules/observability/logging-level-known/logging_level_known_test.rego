package modelspec.rules.observability["logging-level-known_test"]

import data.modelspec.rules.observability["logging-level-known"] as logging_level_known

test_fail_when_there_is_no_such_level if {
	every level in ["verbose", "informational", "", " info", "info,warn"] {
		_findings(level) == {_finding($"The logging level \"{level}\" is none of: INFO, warn.")}
	}
}

test_success_when_there_is if {
	every level in ["info", "INFO", "Warn"] {
		_findings(level) == set()
	}
}

test_success_without_a_level if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {}}},
		{"spec": {"operations": {"observability": {}}}},
		{"spec": {"operations": {"observability": {"logging": {}}}}},
	] {
		findings := logging_level_known.report with input as document with data.params.observability["logging-level-known"].levels as []
		findings == set()
	}
}

_findings(level) := findings if {
	findings := logging_level_known.report with input.spec.operations.observability.logging.level as level
		with data.params.observability["logging-level-known"].levels as ["INFO", "warn"]
}

_finding(message) := {
	"rule": "observability/logging-level-known",
	"title": "Use a logging level that exists",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `spec.operations.observability.logging.level` to one of the levels that the message names, or have yours",
		"added to `levels` in the profile.",
	]),
	"path": ["spec", "operations", "observability", "logging", "level"],
	"message": message,
}
