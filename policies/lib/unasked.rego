# METADATA
# title: All that there is
# description: >-
#   What all rules find, for whoever evaluates them without the engine. The engine always says which rules it asks, and
#   leaves this out of the WebAssembly that it runs, where it would be one function with a piece of each rule, and of a
#   thousand rules too large to be run well.
package modelspec.lib.unasked

found contains [category, name, finding] if {
	some category, name
	some finding in data.modelspec.rules[category][name].report
}
