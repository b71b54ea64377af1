# METADATA
# title: Say whom to call
# description: >-
#   The owner answers for a deployment; whoever is on call mends it. They are seldom the same, so an annotation says how
#   to reach the second one. One of `annotations` is enough, and any text counts that has letters or digits and does not
#   mean none, by `meansNone` of `accountability/owner-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
#     description: Kubernetes on annotations, with telephone or pager numbers of persons responsible among its examples
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, IR-7 on assistance in incidents
# custom:
#   severity: low
#   remediation: >-
#     Set the annotation in `metadata.annotations` to the pager, chat channel or telephone number that is answered at
#     any time, or name the annotation that your organisation uses for it in `annotations` in the profile.
#   controls:
#     - nist-800-53/ir-7
#     - nist-ai-rmf/govern-2.1
#     - nist-ai-rmf/manage-4.3
#     - soc-2/cc7.4
#   parameters:
#     annotations:
#       description: The annotations that say whom to call; one of them is enough.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       minItems: 1
#       default: [governance.modelspec.dev/contact]
package modelspec.rules.accountability["contact-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["metadata", "annotations"],
		"message": $"No annotation says whom to call when it fails; {concat(" or ", _params.annotations)} must.",
	})
}

_declared if {
	some name in _params.annotations
	texts.says(input.metadata.annotations[name])
}

_params := data.params.accountability["contact-declared"]

_fail(details) := result.fail(rego.metadata.chain(), details)
