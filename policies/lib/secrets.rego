# METADATA
# title: What secrets look like
# description: >-
#   Which variables and values are taken for secrets is said once for all rules, by the parameters of
#   `supply-chain/no-secrets-by-name` and `supply-chain/no-secrets-by-shape`.
package modelspec.lib.secrets

# METADATA
# title: A variable that is named after a secret
named(name) if {
	_may_be_named(name)
	some pattern in _by_name.names
	regex.match(pattern, name)
	not _harmless(name)
}

# METADATA
# title: The shapes of secrets that a text has
shapes(text) := {shape | some shape, pattern in _shapes; regex.match(pattern, text)} if _may_have_shape(text)

else := set()

_harmless(name) if {
	some list in ["harmless", "alsoHarmless"]
	some pattern in _by_name[list]
	regex.match($"(?i)^(?:{pattern})$", name)
}

# One look at most names and texts: few of them have anything of it. A pattern that is wrong makes the whole wrong, and
# must not hide what the other ones find.
_may_be_named(name) if regex.match(_any_name, name)

_may_be_named(_) if not _names_are_valid

_may_have_shape(text) if regex.match(_any_shape, text)

_may_have_shape(_) if not _shapes_are_valid

_names_are_valid if is_boolean(regex.match(_any_name, ""))

_shapes_are_valid if is_boolean(regex.match(_any_shape, ""))

_any_name := concat("|", [$"(?:{pattern})" | some pattern in _by_name.names])

_any_shape := concat("|", [$"(?:{pattern})" | some pattern in _shapes])

_shapes := object.union(_by_shape.shapes, object.get(_by_shape, "ownShapes", {}))

_by_name := data.params["supply-chain"]["no-secrets-by-name"]

_by_shape := data.params["supply-chain"]["no-secrets-by-shape"]
