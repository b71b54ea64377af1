# METADATA
# title: Name the policy for personal data
# description: >-
#   Allowing personal data is a decision, and so is ruling it out: each rests on a policy that says what counts as
#   personal data and who may decide. So a spec that has a `pii` section names that policy, whatever `pii.allowed` is.
#   A name without letters and digits is none, nor is a word that means none, by `meansNone` of
#   `accountability/owner-declared`. A spec without the section is left to `privacy/pii-declared`.
# scope: package
# related_resources:
#   - ref: https://eur-lex.europa.eu/eli/reg/2016/679/oj
#     description: GDPR, article 24 (2) on data protection policies
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.2.3 on aligning AI with the organisation's other policies
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.governance.compliance.pii.policy` to the name, number or address of the policy that this deployment
#     follows, such as `customer-data-policy-v3`.
#   controls:
#     - gdpr/art-24-2
#     - iso-42001/a.2.3
#     - nist-ai-rmf/measure-2.10
#     - soc-2/cc5.3
package modelspec.rules.privacy["pii-policy-named"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	pii := input.spec.governance.compliance.pii
	not _named(pii)
	finding := _fail({
		"path": ["spec", "governance", "compliance", "pii", "policy"],
		"message": $"The policy for personal data is {_found(pii)}; it must have a name.",
	})
}

_named(pii) if texts.says(pii.policy)

_found(pii) := texts.shown(pii.policy) if pii.policy

else := "missing"

_fail(details) := result.fail(rego.metadata.chain(), details)
