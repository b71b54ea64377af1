# METADATA
# title: What is asked
# description: >-
#   A rule may leave a matter to another one only where that one is asked: a profile may have turned it off, and then
#   nobody would speak. How serious the other rule is, and whether it is excused, nobody can tell here.
package modelspec.lib.asked

# METADATA
# title: Whether a rule is asked
# description: The engine names the rules that are not off. Whoever else evaluates rules asks all.
rule(category, name) if name in data.asked[category]

rule(_, _) if not data.asked
