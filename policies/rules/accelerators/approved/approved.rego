# METADATA
# title: Use an approved accelerator
# description: >-
#   Capacity, drivers, price and export rules are settled for some accelerators and not for others. `approved` lists
#   those that a deployment may ask for; an empty list approves of none. Names that differ only in upper and lower case,
#   `_`, `-` and spaces are the same.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.4.5 on the computing resources of an AI system
# custom:
#   severity: medium
#   remediation: >-
#     Set `vendor` and `type` in `spec.runtime.accelerator` to an approved accelerator, or have this one added to
#     `approved` in the profile.
#   controls:
#     - iso-42001/a.4.5
#   parameters:
#     approved:
#       description: The approved accelerators as vendor/type, such as nvidia/a100-80gb.
#       type: array
#       items:
#         type: string
#         pattern: ^[^/]+/[^/]+$
#       default: []
package modelspec.rules.accelerators.approved

import data.modelspec.lib.accelerators
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	accelerator := accelerators.name(input.spec.runtime.accelerator)
	not accelerators.listed(accelerator, _approved)
	finding := _fail({
		"path": ["spec", "runtime", "accelerator", "type"],
		"message": $"The accelerator {accelerator} is not approved; {_choice(accelerator)}.",
	})
}

_choice(accelerator) := $"nearest approved: {texts.some_of(nearest)}" if {
	nearest := accelerators.nearest(accelerator, _approved)
	nearest != []
} else := "no accelerator is"

_approved := data.params.accelerators.approved.approved

_fail(details) := result.fail(rego.metadata.chain(), details)
