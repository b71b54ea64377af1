# METADATA
# title: Use an approved framework
# description: >-
#   The framework is the software that loads the weights and answers requests, and each one is to be patched, measured
#   and watched. Those on the list `approved` are, and this is where an organisation says which. Upper and lower case
#   make no difference.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.4.4 on the tooling resources of an AI system
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.identity.model.framework` to an approved framework, or have this one added to `approved` in the
#     profile.
#   controls:
#     - iso-42001/a.4.4
#     - nist-ai-rmf/govern-6.1
#     - soc-2/cc6.8
#   parameters:
#     approved:
#       description: The approved frameworks.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: []
package modelspec.rules.runtime["framework-approved"]

import data.modelspec.lib.result

report contains finding if {
	framework := input.spec.identity.model.framework
	not _approves(framework)
	finding := _fail({
		"path": ["spec", "identity", "model", "framework"],
		"message": $"The framework `{framework}` is not approved; {_choice}.",
	})
}

_approves(framework) if framework in _approved

_approves(framework) if {
	name := lower(framework)
	some candidate in _approved
	lower(candidate) == name
}

_choice := $"approved: {concat(", ", _approved)}" if _approved != []

_choice := "no framework is" if _approved == []

_approved := data.params.runtime["framework-approved"].approved

_fail(details) := result.fail(rego.metadata.chain(), details)
