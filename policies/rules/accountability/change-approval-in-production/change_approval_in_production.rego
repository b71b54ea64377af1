# METADATA
# title: Say how changes are approved in production
# description: >-
#   Another model, another prompt or another limit changes what customers are told. In production such a change is seen
#   by somebody else before, and the spec says how. Words that mean none, by `meansNone` of
#   `accountability/owner-declared`, are no approval. What is in production, `accountability/environment-declared` tells.
# scope: package
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CM-3 on configuration change control
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, clause 6.3 on planning of changes
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.governance.compliance.governance.changeApproval` to the procedure that changes go through, such as
#     `two-person-review` or the name of a change board, and follow it.
#   controls:
#     - nist-800-53/cm-3
#     - iso-42001/6.3
#     - eu-ai-act/art-17-1-a
#     - iso-42001/a.6.2.5
#     - nist-ai-rmf/manage-4.1
#     - soc-2/cc8.1
package modelspec.rules.accountability["change-approval-in-production"]

import data.modelspec.lib.environment
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	not _approved
	environment.production
	finding := _fail({
		"path": ["spec", "governance", "compliance", "governance", "changeApproval"],
		"message": $"The approval of changes is {_found}; in production the spec must name a procedure.",
	})
}

_approved if texts.says(input.spec.governance.compliance.governance.changeApproval)

default _found := "missing"

_found := texts.shown(input.spec.governance.compliance.governance.changeApproval)

_fail(details) := result.fail(rego.metadata.chain(), details)
