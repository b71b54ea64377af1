# METADATA
# title: What secrets look like
# description: >-
#   Which texts look like secrets is said once for all rules, by the parameters of `supply-chain/no-secrets-by-shape`.
package modelspec.lib.secrets

# METADATA
# title: The shapes of secrets that a text has
shapes(text) := {shape | some shape, pattern in _shapes; regex.match(pattern, text)} if _may_have_shape(text)

else := set()

# One look at most texts: few of them have any shape.
_may_have_shape(text) if regex.match(_any_shape, text)

# A pattern that is wrong makes the whole wrong, and must not hide what the other ones find.
_may_have_shape(_) if not _is_valid

_is_valid if is_boolean(regex.match(_any_shape, ""))

_any_shape := concat("|", [$"(?:{pattern})" | some pattern in _shapes])

_shapes := object.union(_params.shapes, object.get(_params, "ownShapes", {}))

_params := data.params["supply-chain"]["no-secrets-by-shape"]
