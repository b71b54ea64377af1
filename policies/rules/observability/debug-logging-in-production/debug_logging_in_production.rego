# METADATA
# title: Log no details in production
# description: >-
#   Levels for finding faults make logs large, slow and dear, and put into them what nobody needs in normal operation:
#   prompts, headers, keys. In production the level is none of `levels`, neither by the field for it nor by one of
#   `variables`. Upper and lower case and blanks around a level make no difference. What is in production,
#   `accountability/environment-declared` tells. Where personal data is allowed, `privacy/pii-debug-logging` asks for
#   the same, in production and elsewhere, for a reason of its own.
# scope: package
# related_resources:
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
#     description: OWASP on data to exclude from logs
#   - ref: https://cwe.mitre.org/data/definitions/532.html
#     description: CWE-532, insertion of sensitive information into log files
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.observability.logging.level`, or the variable, to `info` or a level with less detail. If a
#     fault can be found in production only, raise it for as long as that takes.
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
#     variables:
#       description: The environment variables that set the level, in upper case; a spec may have them in any.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Z_][A-Z0-9_]*$
#       default:
#         - LOG_LEVEL
#         - LOGLEVEL
#         - LOGGING_LEVEL
#         - UVICORN_LOG_LEVEL
#         - VLLM_LOGGING_LEVEL
#         - TLLM_LOG_LEVEL
#         - TRANSFORMERS_VERBOSITY
#         - DIFFUSERS_VERBOSITY
#         - HF_HUB_VERBOSITY
#         - RUST_LOG
package modelspec.rules.observability["debug-logging-in-production"]

import data.modelspec.lib.environment
import data.modelspec.lib.logs
import data.modelspec.lib.result

report contains finding if {
	some place in logs.set_to(_params.levels, _params.variables)
	environment.production
	finding := _fail({
		"path": place.path,
		"message": $"{_setting(place)} {place.level}; it must be less detailed.",
	})
}

_setting(place) := $"The variable {place.by} sets the logging level in production to" if place.by

else := "The logging level in production is"

_params := data.params.observability["debug-logging-in-production"]

_fail(details) := result.fail(rego.metadata.chain(), details)
