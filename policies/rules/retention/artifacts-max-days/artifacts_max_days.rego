# METADATA
# title: Keep artifacts no longer than allowed
# description: >-
#   Artifacts, such as outputs, caches and tuned weights, are made from what people asked and may give it away again, so
#   they are kept no longer than they are needed. How long this is, the organisation decides: `maxDays`. The limit itself
#   is allowed. A spec without `artifactsDays` is left to `retention/declared`.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (1) (e) on storage limitation
# custom:
#   severity: high
#   remediation: >-
#     Lower `spec.governance.compliance.retention.artifactsDays` to the limit, and have what is older deleted.
#   controls:
#     - gdpr/art-5-1-e
#     - soc-2/c1.2
#     - soc-2/p4.2
#   parameters:
#     maxDays:
#       description: The most days that artifacts may be kept; 0 means that they may not be kept.
#       type: integer
#       minimum: 0
#       default: 730
package modelspec.rules.retention["artifacts-max-days"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	days := input.spec.governance.compliance.retention.artifactsDays
	days > _max_days
	finding := _fail({
		"path": ["spec", "governance", "compliance", "retention", "artifactsDays"],
		"message": $"Artifacts are kept for {texts.counted(days, "day")}; the limit is {_max_days}.",
	})
}

_max_days := data.params.retention["artifacts-max-days"].maxDays

_fail(details) := result.fail(rego.metadata.chain(), details)
