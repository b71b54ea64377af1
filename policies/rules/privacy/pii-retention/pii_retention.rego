# METADATA
# title: Keep personal data for less time
# description: >-
#   Where personal data is allowed, logs and artifacts have to be taken to hold some, and each day that they are kept is
#   one on which they can leak or be asked for. So there the limits are `maxLogsDays` and `maxArtifactsDays`, besides the
#   more generous ones of the rules on retention, which hold for all data: who is excused from one limit is not yet
#   excused from the other. The limits themselves are allowed, and a spec that does not say how long it keeps them is
#   left to `retention/declared`.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (1) (e) on storage limitation
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 19 (1) and article 26 (6) on keeping logs of high-risk systems for at least six months
# custom:
#   severity: high
#   remediation: >-
#     Lower the number of days in `spec.governance.compliance.retention` to the limit and have what is older deleted, or
#     keep personal data out and set `spec.governance.compliance.pii.allowed` to `false`.
#   controls:
#     - gdpr/art-5-1-e
#     - nist-ai-rmf/measure-2.10
#     - soc-2/p4.2
#   parameters:
#     maxLogsDays:
#       description: The most days that logs may be kept where personal data is allowed.
#       type: integer
#       minimum: 0
#       default: 184
#     maxArtifactsDays:
#       description: The most days that artifacts may be kept where personal data is allowed.
#       type: integer
#       minimum: 0
#       default: 365
package modelspec.rules.privacy["pii-retention"]

import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.compliance.pii.allowed == true
	some field, limit in {"logsDays": _params.maxLogsDays, "artifactsDays": _params.maxArtifactsDays}
	days := input.spec.governance.compliance.retention[field]
	days > limit
	finding := _fail({
		"path": ["spec", "governance", "compliance", "retention", field],
		"message": $"Personal data is allowed, and {field} is {days}; the limit is then {limit}.",
	})
}

_params := data.params.privacy["pii-retention"]

_fail(details) := result.fail(rego.metadata.chain(), details)
