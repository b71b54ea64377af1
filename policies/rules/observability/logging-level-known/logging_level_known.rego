# METADATA
# title: Use a logging level that exists
# description: >-
#   What a server does with a level that it does not know is its own affair: some refuse to start, some log everything.
#   So the level is one of `levels`. Levels that differ only in upper and lower case are the same, and a spec without a
#   level leaves it to the framework.
# scope: package
# related_resources:
#   - ref: https://docs.python.org/3/library/logging.html#logging-levels
#     description: Python, on the levels of its logging
#   - ref: https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
#     description: OpenTelemetry, on the severities of logs
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.operations.observability.logging.level` to one of the levels that the message names, or have yours added
#     to `levels` in the profile.
#   controls:
#     - eu-ai-act/art-12-1
#     - iso-42001/a.6.2.8
#   parameters:
#     levels:
#       description: The levels that there are.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       minItems: 1
#       default: [trace, debug, info, warn, warning, error, critical, fatal]
package modelspec.rules.observability["logging-level-known"]

import data.modelspec.lib.result

report contains finding if {
	level := input.spec.operations.observability.logging.level
	not lower(level) in {lower(known) | some known in _params.levels}
	finding := _fail({
		"path": ["spec", "operations", "observability", "logging", "level"],
		"message": $"The logging level \"{level}\" is none of: {concat(", ", _params.levels)}.",
	})
}

_params := data.params.observability["logging-level-known"]

_fail(details) := result.fail(rego.metadata.chain(), details)
