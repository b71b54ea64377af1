# METADATA
# title: Name an owner that can be reached
# description: >-
#   When a model misbehaves at night, a first name is of no use. The owner is written in a form that one can write to or
#   look up; which forms these are, `forms` says. Blanks around it make no difference. A spec without an owner, or with a
#   word that means none, is left to `accountability/owner-declared`.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.3.2 on AI roles and responsibilities
#   - ref: https://backstage.io/docs/features/software-catalog/references
#     description: Backstage on references to owners, such as group:default/customer-care
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.governance.compliance.governance.owner` to something that leads to people without having to ask around:
#     a shared mailbox such as `customer-care-ai@example.com`, a team handle such as `@example/customer-care`, or the
#     address of the team's page.
#   controls:
#     - iso-42001/a.3.2
#     - nist-ai-rmf/govern-2.1
#     - soc-2/cc1.5
#   parameters:
#     forms:
#       description: >-
#         The forms of an owner that can be reached: the name of each form, which messages use, leads to a regular expression
#         (RE2) that finds it.
#       type: object
#       additionalProperties:
#         type: string
#         format: regex
#       minProperties: 1
#       default:
#         e-mail address: ^([^<>]*<)?[^@\s<>]+@[^@\s<>]+\.[\pL\pN][^@\s<>]*>?$
#         group reference: (?i)^(group|team|user):\w[^\s:]*$
#         handle: '^[@#]\w[\w.-]*(/\w[\w.-]*)*$'
#         URL: ^https?://\w[^\s/]+
package modelspec.rules.accountability["owner-is-contact"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	owner := trim_space(input.spec.governance.compliance.governance.owner)
	texts.says(owner)
	not _reachable(owner)
	finding := _fail({
		"path": ["spec", "governance", "compliance", "governance", "owner"],
		"message": $"The owner is {owner}, which is none of: {concat(", ", sort(object.keys(_params.forms)))}.",
	})
}

_reachable(owner) if {
	some form in _params.forms
	regex.match(form, owner)
}

_params := data.params.accountability["owner-is-contact"]

_fail(details) := result.fail(rego.metadata.chain(), details)
