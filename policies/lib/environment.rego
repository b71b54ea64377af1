# METADATA
# title: What a deployment is for
# description: >-
#   Labels tell whether a deployment is in production: those of the spec and those of the namespace it is in. Which labels
#   and values these are is said once for all rules, by the parameters of `accountability/environment-declared`.
package modelspec.lib.environment

# METADATA
# title: What the labels say the deployment is for, in lower case
declared contains lower(input.metadata.labels[_names[_]])

declared contains lower(input.context.namespace.labels[_names[_]])

# METADATA
# title: The deployment is in production
# description: >-
#   It is if the labels of the spec or those of the namespace say so, whatever the other ones say: what is done to a
#   production namespace is done to production.
production if {
	some name in declared
	name in {lower(value) | some value in _params.production}
}

production if {
	_params.assumeProduction
	count(declared) == 0
}

_names := _params.labels

_params := data.params.accountability["environment-declared"]
