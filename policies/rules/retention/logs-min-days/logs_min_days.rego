# METADATA
# title: Keep logs long enough
# description: >-
#   Whoever looks into an incident, or has to answer an authority, needs the logs of the time when it happened. The law
#   asks for those of high-risk AI systems for at least six months. How long logs are kept at least, the organisation
#   decides: `minDays`, where 0 asks for nothing. That number itself is enough. A spec without `logsDays` is left to
#   `retention/declared`, and too long a time to `retention/logs-max-days`.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 19 (1) and article 26 (6) on keeping logs of high-risk systems for at least six months
# custom:
#   severity: medium
#   remediation: >-
#     Raise `spec.governance.compliance.retention.logsDays` to the number that the message names, and keep the logs as
#     long as that.
#   controls:
#     - eu-ai-act/art-19-1
#     - eu-ai-act/art-26-6
#   parameters:
#     minDays:
#       description: The fewest days that logs must be kept; 0 means that they need not be kept.
#       type: integer
#       minimum: 0
#       default: 0
package modelspec.rules.retention["logs-min-days"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	days := input.spec.governance.compliance.retention.logsDays
	days < _min_days
	finding := _fail({
		"path": ["spec", "governance", "compliance", "retention", "logsDays"],
		"message": $"Logs are kept for {texts.counted(days, "day")}; they must be kept for at least {_min_days}.",
	})
}

_min_days := data.params.retention["logs-min-days"].minDays

_fail(details) := result.fail(rego.metadata.chain(), details)
