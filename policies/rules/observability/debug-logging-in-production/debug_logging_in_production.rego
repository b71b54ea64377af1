# METADATA
# title: Log no details in production
# description: >-
#   Levels for finding faults make logs large, slow and dear, and put into them what nobody needs in normal operation:
#   prompts, headers, keys. In production the level is none of `levels`. Levels that differ only in upper and lower case
#   are the same. What is in production, `accountability/environment-declared` tells. Where personal data is allowed,
#   `privacy/pii-debug-logging` asks for the same, in production and elsewhere, for a reason of its own.
# scope: package
# related_resources:
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
#     description: OWASP on data to exclude from logs
#   - ref: https://cwe.mitre.org/data/definitions/532.html
#     description: CWE-532, insertion of sensitive information into log files
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.observability.logging.level` to `info` or a level with less detail. If a fault can be found
#     in production only, raise it for as long as that takes.
#   controls:
#     - cwe/532
#     - gdpr/art-5-1-f
#     - soc-2/c1.1
#   parameters:
#     levels:
#       description: The levels that are too detailed for production.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [debug, trace]
package modelspec.rules.observability["debug-logging-in-production"]

import data.modelspec.lib.environment
import data.modelspec.lib.result

report contains finding if {
	level := input.spec.operations.observability.logging.level
	lower(level) in {lower(verbose) | some verbose in _params.levels}
	environment.production
	finding := _fail({
		"path": ["spec", "operations", "observability", "logging", "level"],
		"message": $"The logging level in production is {level}; it must be less detailed.",
	})
}

_params := data.params.observability["debug-logging-in-production"]

_fail(details) := result.fail(rego.metadata.chain(), details)
