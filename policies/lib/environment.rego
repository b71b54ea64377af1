# METADATA
# title: What a deployment is for
# description: >-
#   Labels tell whether a deployment is in production: those of the spec and those of the namespace it is in. Which labels
#   and values these are is said once for all rules, by the parameters of `accountability/environment-declared`. Blanks
#   around a value make no difference, and a blank value says nothing.
package modelspec.lib.environment

# METADATA
# title: What the value of a label says the deployment is for, in lower case
# description: Undefined for a blank one.
stated(value) := words if {
	words := lower(trim_space(value))
	words != ""
}

# METADATA
# title: What the labels say the deployment is for, in lower case
declared contains stated(input.metadata.labels[_names[_]])

declared contains stated(input.context.namespace.labels[_names[_]])

# METADATA
# title: What of it nobody has said whether it is production
# description: It is on neither of the lists, mostly because it is misspelt.
unknown := {value |
	some value in declared
	not value in _production
	not _other(value)
}

# METADATA
# title: The deployment is in production
# description: >-
#   It is if the labels of the spec or those of the namespace say so, whatever the other ones say: what is done to a
#   production namespace is done to production. Where production is assumed, it also is if nothing is said, or something
#   that is not known.
production if {
	some name in declared
	name in _production
}

production if {
	_params.assumeProduction
	count(declared) == 0
}

production if {
	_params.assumeProduction
	count(unknown) > 0
}

# Mostly the spelling is the same. To see that first spares the work of comparing spellings.
_other(value) if value in _params.other

else if value in {stated(other) | some other in _params.other}

_production contains stated(value) if some value in _params.production

_names := _params.labels

_params := data.params.accountability["environment-declared"]
