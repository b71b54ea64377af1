# METADATA
# title: Say which model is served
# description: >-
#   A spec is about a model, and who reads it, audits it or answers a question about it has to know which one, of what
#   kind, and for which task. A spec must have `metadata.name` and the `id`, `family` and `task` of the model, but its
#   schema accepts any text. So each of them has letters or digits and is no word that means none, by `meansNone` of
#   `accountability/owner-declared`. The framework is left to `runtime/framework-approved`.
# scope: package
# related_resources:
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, GOVERN 1.6 on an inventory of AI systems
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 11 (1) and annex IV on technical documentation
# custom:
#   severity: medium
#   remediation: >-
#     Set the field to what is served: `id` to the name of the model, such as `mistral-7b-instruct-v0.3`, `family` to that
#     of its kind, such as `mistral`, `task` to what it does, such as `chat-completion`, and `metadata.name` to a name that
#     no other spec has.
#   controls:
#     - eu-ai-act/art-11-1
#     - nist-ai-rmf/govern-1.6
package modelspec.rules.accountability["identity-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	some field in ["id", "family", "task"]
	text := input.spec.identity.model[field]
	not texts.says(text)
	finding := _fail({
		"path": ["spec", "identity", "model", field],
		"message": $"identity.model.{field} is {texts.shown(text)}; it must tell what is served.",
	})
}

report contains finding if {
	name := input.metadata.name
	not texts.says(name)
	finding := _fail({
		"path": ["metadata", "name"],
		"message": $"metadata.name is {texts.shown(name)}; it must tell this spec from others.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
