# METADATA
# title: Names of accelerators
# description: >-
#   An accelerator is named `vendor/type`, such as `nvidia/a100-80gb`. Types are spelt in many ways, so names that differ
#   only in upper and lower case, `_`, `-` and spaces are the same.
package modelspec.lib.accelerators

# METADATA
# title: The name of an accelerator
# description: The name of `spec.runtime.accelerator` in the spec's own spelling.
name(accelerator) := $"{accelerator.vendor}/{accelerator.type}"

# METADATA
# title: Two names of one accelerator
same(one, other) if _key(one) == _key(other)

# METADATA
# title: A name that is on a list
listed(name, list) if {
	# Mostly the spelling is the same. To see that first spares the work of making a key of every name on the list.
	name in list
} else if {
	key := _key(name)
	some candidate in list
	_key(candidate) == key
}

# METADATA
# title: The names on a list that a reader may have meant
# description: Those of the same family (`a100` for `a100-80gb`), else those of the same vendor, else all, in their order.
nearest(name, list) := of_family if {
	of_family := [candidate | some candidate in list; _family(candidate) == _family(name)]
	of_family != []
} else := of_vendor if {
	of_vendor := [candidate | some candidate in list; _vendor(candidate) == _vendor(name)]
	of_vendor != []
} else := list

_key(name) := strings.replace_n({"_": "", "-": "", " ": ""}, lower(name))

_vendor(name) := split(_key(name), "/")[0]

# The first word of the type.
_family(name) := split(strings.replace_n({"_": " ", "-": " "}, type), " ")[0] if {
	type := trim(split(lower(name), "/")[1], "_- ")
}
