# METADATA
# title: Say what a deployment is for
# description: >-
#   What a model may be used for is the start of every assessment of its risk, and a name does not tell. One or two
#   sentences for somebody who has never heard of it are enough. Words that mean none, by `meansNone` of
#   `accountability/owner-declared`, are no description.
# scope: package
# related_resources:
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MAP 1.1 on documenting the intended purpose
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 13 (3) (b) on stating the intended purpose
# custom:
#   severity: low
#   remediation: >-
#     Set `metadata.description` to what the deployment does, and for whom, such as `Answers customers' questions about
#     orders and returns.`
#   controls:
#     - nist-ai-rmf/map-1.1
#     - eu-ai-act/art-13-3-b
#     - eu-ai-act/art-11-1
#     - iso-42001/a.6.2.7
package modelspec.rules.accountability["description-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["metadata", "description"],
		"message": $"The description is {_found}; the spec must say what the deployment does.",
	})
}

_declared if texts.says(input.metadata.description)

default _found := "missing"

_found := texts.shown(input.metadata.description)

_fail(details) := result.fail(rego.metadata.chain(), details)
