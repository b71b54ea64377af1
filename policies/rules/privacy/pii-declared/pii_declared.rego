# METADATA
# title: Say whether personal data may be processed
# description: >-
#   Whether prompts and answers may contain personal data (PII) decides which law applies, who may see the logs and how
#   long they may be kept. A spec that is silent about it leaves that decision to chance, so it says `true` or `false`.
#   This rule does not judge the answer.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 5 (2) on accountability and article 30 on records of processing activities
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MEASURE 2.10 on examining and documenting privacy risk
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.governance.compliance.pii.allowed` to `true` if requests or answers may contain personal data, else to
#     `false`.
#   controls:
#     - gdpr/art-5-2
#     - gdpr/art-30
#     - nist-ai-rmf/measure-2.10
#     - soc-2/p3.1
package modelspec.rules.privacy["pii-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "governance", "compliance", "pii", "allowed"],
		"message": "The spec does not say whether personal data is allowed; pii.allowed must be true or false.",
	})
}

_declared if is_boolean(input.spec.governance.compliance.pii.allowed)

_fail(details) := result.fail(rego.metadata.chain(), details)
