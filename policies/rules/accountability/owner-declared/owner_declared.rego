# METADATA
# title: Name an owner
# description: >-
#   Somebody must be able to say why a model runs, what it may be used for and when it is switched off. A spec without
#   an owner leaves that to whoever is there when something goes wrong. A name without letters and digits is none, nor is
#   a word listed in `meansNone`, such as "tbd"; other rules about texts go by that list as well. Whether the owner can be
#   reached is left to `accountability/owner-is-contact`.
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
#   parameters:
#     meansNone:
#       description: >-
#         Words that stand where a text is asked for and say nothing, for all rules that ask for one: letters and digits,
#         with a blank or `/` between parts. Upper and lower case make no difference, nor does what is around and between
#         words, so that `n/a` is also `N.A.`.
#       type: array
#       items:
#         type: string
#         pattern: '^[\p{L}\p{N}]+([ /][\p{L}\p{N}]+)*$'
#       default: [
#         none, "no", nil, "null", nobody, no one, nothing, no approval, n/a, na, not applicable, not required, not needed,
#         tbd, tba, tbc, todo, to be defined, to be decided, to be determined, to be done, unknown, undefined, xxx,
#       ]
package modelspec.rules.accountability["owner-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "governance", "compliance", "governance", "owner"],
		"message": $"The owner is {_found}; the spec must say who answers for the deployment.",
	})
}

_declared if texts.says(input.spec.governance.compliance.governance.owner)

default _found := "missing"

_found := texts.shown(input.spec.governance.compliance.governance.owner)

_fail(details) := result.fail(rego.metadata.chain(), details)
