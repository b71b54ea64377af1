# METADATA
# title: Findings
# description: >-
#   The one way to make a finding. What it says about the rule comes from the METADATA block of the rule's package, so a
#   rule adds no more than the place and the problem.
package modelspec.lib.result

# METADATA
# title: A finding of the calling rule
# description: >-
#   `chain` is `rego.metadata.chain()`, called in the rule's own package. `details` is an object with `path`, the keys and
#   indices that lead from the root of the document to the field in question, whether the field is there or not, and
#   `message`. Where a certain text, number or boolean at that path is the remedy, and nothing else needs to change, it may
#   be there as `replacement`. `secret` is the path of a value that reports are not to quote. Details of another shape end
#   up in the finding all the same: the engine then names the rule and its mistake, where a function without a result
#   would let the spec pass. So do those of a `chain` that is something else: without the id of a rule.
fail(chain, details) := object.union(_as_object(details), {
	"rule": _rule_id(chain),
	"title": about.title,
	"severity": about.custom.severity,
	"remediation": about.custom.remediation,
}) if {
	some entry in chain
	entry.annotations.scope == "package"
	about := entry.annotations
}

else := object.union(_as_object(details), {"chain": chain})

# The first entry is the rule that calls: modelspec.rules.<category>["<rule-id>"].<its name>.
_rule_id(chain) := concat("/", array.slice(chain[0].path, 2, 4))

_as_object(details) := details if is_object(details)

else := {"details": details}
