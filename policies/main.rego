# METADATA
# title: The report
# description: >-
#   What the engine asks: everything that the rules have found. Rules are found by their package, so adding one needs no
#   change here. This package stands beside `modelspec.rules` because a package cannot look into what contains it.
package modelspec.main

# The engine names the rules that are not off, by category: one that is off would be evaluated for nothing.
report contains _of(category, name, finding) if {
	some category, names in data.asked
	some name in names
	some finding in data.modelspec.rules[category][name].report
}

# Whoever else evaluates this asks all.
report contains _of(category, name, finding) if {
	not data.asked
	some [category, name, finding] in data.modelspec.lib.unasked.found
}

# A finding that names another rule than the one that it is of, or none, would be dropped or excused with that one. The
# engine refuses it.
_of(category, name, finding) := finding if finding.rule == concat("/", [category, name])

else := {"rule": concat("/", [category, name]), "misnamed": finding}
