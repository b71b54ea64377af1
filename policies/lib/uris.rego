# METADATA
# title: Addresses of a model's files
# description: >-
#   Takes apart what `spec.identity.model.artifacts` holds. Messages show a scheme, an origin or a word of an address and
#   never the whole of it, for it may hold a password or a signature. What stands before an `@` is a user, except in the
#   schemes that `supply-chain/no-credentials-in-uris` has parameters for.
package modelspec.lib.uris

import data.modelspec.lib.texts

# METADATA
# title: The addresses that a spec has, by field
# description: Without the blanks around them. A blank address is none.
artifacts[field] := uri if {
	some field in ["modelUri", "tokenizerUri"]
	uri := trim_space(input.spec.identity.model.artifacts[field])
	uri != ""
}

# METADATA
# title: The parts of those addresses that have a scheme, by field
# description: Each address is taken apart once, however many rules ask.
addresses[field] := parts(artifacts[field])

# METADATA
# title: The parts of an address
# description: >-
#   `scheme`, `host` and `origin` are in lower case. The origin is the scheme and the host, bucket or organisation after
#   it, with the port and without user and password, such as `s3://models.example.com`. It is the scheme alone, and the
#   host is empty, where there is none or where it can be read in two ways, as in `https://me:pass/word@example.com`.
#   `rest` follows the origin, without the first slash, or what may be a password. `user` is what stands before the host.
#   Undefined for an address without a scheme, such as a path or the bare name of a model.
parts(uri) := {
	"scheme": scheme,
	"host": host,
	"origin": $"{scheme}://{host}{port}",
	"rest": trim_prefix(trim_prefix(uri, head), "/"),
	"user": "",
} if {
	# Most addresses have no @, and are easy to read.
	not contains(uri, "@")
	[head, scheme, authority] := _head(uri)
	[host, port] := _host(lower(authority))
} else := {
	"scheme": scheme,
	"host": host,
	"origin": $"{scheme}://{container}{host}{port}",
	"rest": _rest(uri, $"{revision}{trim_prefix(uri, head)}"),
	"user": _user(uri, authority, container),
} if {
	[head, scheme, whole] := _head(uri)
	revision := _revision(scheme, whole)
	authority := lower(trim_suffix(whole, revision))
	container := _container(scheme, authority)
	[host, port] := _certain_host(uri, authority)
}

# METADATA
# title: Where an address leads
origin(uri) := parts(uri).origin

# METADATA
# title: The scheme of an address, in lower case
scheme(uri) := _head(uri)[1]

# METADATA
# title: What follows the origin of an address
rest(uri) := parts(uri).rest

# METADATA
# title: An address that is a path on the machine
local(uri) if regex.match(`^(/|\.{1,2}/|~|(?i:file):|[A-Za-z]:[/\\])`, uri)

# METADATA
# title: An address that begins with another one
# description: >-
#   Takes the parts of both. The beginning ends where a step of the address does: `s3://models` is not the beginning of
#   `s3://models-of-others/a`, nor that of `s3://models:8443/a`. A scheme alone is the beginning of all addresses with it.
within(address, beginning) if {
	address.origin == beginning.origin
	_follows(address.rest, beginning.rest)
}

within(address, beginning) if {
	beginning.rest == ""
	beginning.origin == $"{address.scheme}://"
}

# METADATA
# title: An address on a host, or on one below it, that begins with another one
# description: Takes the parts of both. The port makes no difference.
beneath(address, beginning) if {
	address.scheme == beginning.scheme
	endswith($".{address.host}", $".{beginning.host}")
	_follows(address.rest, beginning.rest)
}

# METADATA
# title: A path that may lead to somewhere else than it says
# description: >-
#   It has a step upwards, or what somebody may take for one or for the end of a step: a backslash, an escape of `.`, `/`,
#   `\` or `%`, or a character that cannot be seen.
climbs(path) if regex.match(`(?i)(^|/)\.\.([/?#;]|$)|\\|%(2e|2f|5c|25)|[\x00-\x1f\x7f]`, path)

# What comes before the path: as it is, its scheme in lower case, and what follows the two slashes. A scheme has at least
# two letters: `C:/models` is a drive.
_head(uri) := [found[0], lower(found[1]), found[2]] if {
	found := regex.find_all_string_submatch_n("^([A-Za-z][A-Za-z0-9+.-]+):/(?:/([^/?#]*))?", uri, 1)[0]
}

# `@main` in `hf://gpt2@main`, and a digest, which is the end of a name in every scheme.
_revision(scheme, authority) := texts.first_match("@.*", authority) if {
	scheme in _params.revisionSchemes
	regex.match("^[^:@]*@", authority)
} else := texts.first_match("@sha[0-9]+:[0-9A-Fa-f]+$", authority)

# `models@` in `abfss://models@account.example.com`.
_container(scheme, authority) := texts.first_match("^[^:@]*@", authority) if scheme in _params.containerSchemes

else := ""

# What stands before the last @ of the authority. Before `:8443/model@v1` stands a host, before `:8443/word@example.com`
# more likely a user.
_user(uri, authority, container) := trim_suffix(before, "@") if {
	contains(authority, "@")
	container == ""
	before := trim_suffix(authority, _after_user(authority))
} else := authority if {
	_hides_user(uri)
	not regex.match(":[0-9]+$", authority)
} else := authority if {
	_hides_user(uri)
	not contains(authority, ".")
	regex.match(`@[^/?#@:\s]+\.[A-Za-z]{2,}(:[0-9]+)?([/?#][^@]*)?$`, uri)
} else := ""

# Nothing if what looks like a user may hide the host, or if it ends earlier for those who take `\` for `/`.
_certain_host(uri, authority) := ["", ""] if _hides_user(uri)

else := ["", ""] if contains(authority, "\\")

else := _host(_after_user(authority))

# The host without the dot that may end its name, and the port with its colon.
_host(text) := [trim_suffix(found[1], "."), found[2]] if {
	pattern := `^([^:%@\\[\]\s\x00-\x1f\x7f]*|\[[0-9a-f:.]+\])(:[0-9]+)?$`
	found := regex.find_all_string_submatch_n(pattern, text, 1)[0]
} else := ["", ""]

_rest(uri, rest) := $"@{_after_user(rest)}" if _hides_user(uri)

else := trim_prefix(rest, "/")

# What looks like a port may be a password with a `/`, `?` or `#` in it, which ends the authority too early.
_hides_user(uri) if {
	contains(uri, "@")
	regex.match("(?s)^[^/?#]*//[^/?#@]*:[^/?#@]+[/?#].*@", uri)
	not regex.match("@sha[0-9]+:[0-9A-Fa-f]+([/?#]|$)", uri)
}

# What begins with whole steps.
_follows(_, beginning) if trim_right(beginning, "/") == ""

_follows(path, beginning) if {
	steps := trim_right(beginning, "/")
	startswith(path, steps)
	substring(path, count(steps), 1) in {"", "/", "@", ":", "?", "#"}
}

_after_user(text) := parts[count(parts) - 1] if parts := split(text, "@")

_params := data.params["supply-chain"]["no-credentials-in-uris"]
