# METADATA
# title: Name an owner
# description: >-
#   Somebody must be able to say why a model runs, what it may be used for and when it is switched off. A spec without
#   an owner leaves that to whoever is there when something goes wrong. A name of nothing but spaces is none; whether
#   the owner can be reached is left to `accountability/owner-is-contact`.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.3.2 on AI roles and responsibilities
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, GOVERN 2.1 on roles and lines of communication
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.governance.compliance.governance.owner` to the team or person that answers for this deployment, best as
#     an e-mail address, such as `customer-care-ai@example.com`.
#   controls:
#     - iso-42001/a.3.2
#     - nist-ai-rmf/govern-2.1
#     - eu-ai-act/art-17-1-m
#     - nist-ai-rmf/measure-2.8
#     - soc-2/cc1.5
package modelspec.rules.accountability["owner-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "governance", "compliance", "governance", "owner"],
		"message": $"The owner is {_found}; the spec must say who answers for the deployment.",
	})
}

_declared if trim_space(input.spec.governance.compliance.governance.owner) != ""

_found := "blank" if is_string(input.spec.governance.compliance.governance.owner)

else := "missing"

_fail(details) := result.fail(rego.metadata.chain(), details)
