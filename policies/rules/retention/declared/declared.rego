# METADATA
# title: Say how long logs and artifacts are kept
# description: >-
#   Logs hold what people asked and what they were told; artifacts hold what was made of it. The law limits how long
#   personal data may be kept, and for high-risk AI it also asks for logs of at least six months. Neither can be checked
#   as long as the spec does not say a number of days for both.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (1) (e) on storage limitation and article 30 (1) (f) on time limits for erasure
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 19 (1) and article 26 (6) on keeping logs
# custom:
#   severity: medium
#   remediation: >-
#     Set `logsDays` and `artifactsDays` in `spec.governance.compliance.retention` to the number of days after which
#     logs and artifacts are deleted; 0 means that they are not kept.
#   controls:
#     - gdpr/art-5-1-e
#     - gdpr/art-30-1-f
#     - eu-ai-act/art-19-1
#     - eu-ai-act/art-26-6
#     - iso-42001/a.6.2.8
#     - soc-2/c1.2
#     - soc-2/p4.2
package modelspec.rules.retention.declared

import data.modelspec.lib.result

report contains finding if {
	some field, kept in {"logsDays": "logs", "artifactsDays": "artifacts"}
	not _declared(field)
	finding := _fail({
		"path": ["spec", "governance", "compliance", "retention", field],
		"message": $"The spec does not say how long {kept} are kept; retention.{field} must be a number of days.",
	})
}

_declared(field) if is_number(input.spec.governance.compliance.retention[field])

_fail(details) := result.fail(rego.metadata.chain(), details)
