# METADATA
# title: Log no prompts where personal data is allowed
# description: >-
#   At the levels for finding faults, servers write whole prompts and answers into their logs, where more people see
#   them, for other purposes and mostly for longer than was said. So a spec that allows personal data does not log at
#   one of `levels`, neither by the field for it nor by one of `variables`. Upper and lower case and blanks around a level
#   make no difference.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (1) (c) on data minimisation and article 25 (2) on data protection by default
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html
#     description: OWASP on data to exclude from logs
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.operations.observability.logging.level`, or the variable, to `info` or a level with less detail. To find a
#     fault, use requests without personal data.
#   controls:
#     - gdpr/art-5-1-c
#     - gdpr/art-25-2
#     - nist-ai-rmf/measure-2.10
#     - soc-2/c1.1
#     - soc-2/p4.1
#   parameters:
#     levels:
#       description: The levels at which prompts and answers may end up in logs.
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
package modelspec.rules.privacy["pii-debug-logging"]

import data.modelspec.lib.logs
import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.compliance.pii.allowed == true
	some place in logs.set_to(_params.levels, _params.variables)
	finding := _fail({
		"path": place.path,
		"message": $"Personal data is allowed, and {_setting(place)} may write it into logs.",
	})
}

_setting(place) := $"the variable {place.by} sets the logging level {place.level}, which" if place.by

else := $"the logging level {place.level}"

_params := data.params.privacy["pii-debug-logging"]

_fail(details) := result.fail(rego.metadata.chain(), details)
