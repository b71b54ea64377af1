# METADATA
# title: What a spec says about its logs
# description: >-
#   The level of logging is a field of its own, and for many servers also an environment variable, whatever the field
#   says. Upper and lower case and blanks around a level make no difference.
package modelspec.lib.logs

# METADATA
# title: Where a spec sets one of the levels
# description: >-
#   Each place with its `path`, the `level` that was found there, and `by`, the variable, if it is one of `variables`.
#   The names of these are in upper case, those of the spec in any. Some servers take several levels in one variable, such as `info,router=debug`: one of them is enough.
set_to(levels, variables) := _by_field(known) | _by_variable(known, variables) if {
	known := {_plain(level) | some level in levels}
}

_by_field(known) := {place |
	level := trim_space(input.spec.operations.observability.logging.level)
	lower(level) in known
	place := {"path": ["spec", "operations", "observability", "logging", "level"], "level": level}
}

_by_variable(known, variables) := {place |
	some name, value in input.spec.runtime.environment.variables
	upper(name) in variables
	some level in split(strings.replace_n({",": " ", ";": " ", "=": " ", ":": " "}, value), " ")
	_plain(level) in known
	place := {"path": ["spec", "runtime", "environment", "variables", name], "level": level, "by": name}
}

_plain(level) := lower(trim_space(level))
