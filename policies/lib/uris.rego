# METADATA
# title: Addresses of a model's files
# description: >-
#   Takes apart what `spec.identity.model.artifacts` holds. Messages show a scheme, an origin or a word of an address and
#   never the whole of it, for it may hold a password or a signature.
package modelspec.lib.uris

# METADATA
# title: The addresses that a spec has, by field
# description: Without the blanks around them. A blank address is none.
artifacts[field] := uri if {
	some field in ["modelUri", "tokenizerUri"]
	uri := trim_space(input.spec.identity.model.artifacts[field])
	uri != ""
}

# METADATA
# title: Where an address leads
# description: >-
#   Its scheme and the host, bucket or organisation after it, in lower case and without user and password, such as
#   `s3://models.example.com`. Undefined for an address without a scheme.
origin(uri) := $"{lower(parts[1])}://{lower(_without_user(parts[2]))}" if some parts in _parts(uri)

# METADATA
# title: The scheme of an address, in lower case
# description: Undefined for an address without one, such as a path or the bare name of a model.
scheme(uri) := lower(parts[1]) if some parts in _parts(uri)

# METADATA
# title: An address that is a path on the machine
local(uri) if scheme(uri) == "file"

local(uri) if regex.match(`^(/|\.{1,2}/|~)`, uri)

# METADATA
# title: What follows the origin of an address
# description: Without the first slash. Undefined for an address without a scheme.
rest(uri) := parts[3] if some parts in _parts(uri)

# METADATA
# title: An address that begins with another one
# description: >-
#   The beginning ends where a step of the address does: `s3://models` is not the beginning of `s3://models-of-others/a`.
within(uri, beginning) if {
	start := trim_right(_plain(beginning), "/")
	place := _plain(uri)
	startswith(place, start)
	regex.match("^([/@:?#]|$)", substring(place, count(start), -1))
}

# METADATA
# title: An address with a step upwards
# description: It leads to somewhere else than its beginning says.
climbs(uri) if regex.match(`[/\\](\.|%2[Ee]){2}([/\\?#]|$)`, uri)

_plain(uri) := $"{origin(uri)}/{rest(uri)}"

# At least two letters: `C:/models` is a drive.
_parts(uri) := regex.find_all_string_submatch_n(`^([A-Za-z][A-Za-z0-9+.-]+):/(?:/([^/?#]*))?/?(.*)$`, uri, 1)

_without_user(authority) := parts[count(parts) - 1] if parts := split(authority, "@")
