# METADATA
# title: Workloads
# description: >-
#   What the Kubernetes object that is to run a spec says of itself, `input.context.workload`, added up and taken
#   apart. Nothing here is defined where there is no workload. What an accelerator is, and how a model is named on a
#   command line, is said once for all rules, by the parameters of `workload/accelerators-declared` and
#   `workload/model-declared`.
package modelspec.lib.workloads

# METADATA
# title: What messages call the workload
# description: Its kind and name. It has no name as long as the API server has not made one up.
title := $"{_workload.kind} {_workload.name}" if is_string(_workload.name)

else := _workload.kind

# METADATA
# title: The accelerators that one replica of the workload asks for
accelerators := sum([all |
	some pods in _workload.pods
	all := _count(pods) * accelerators_of(pods)
])

# METADATA
# title: The accelerators that one of these pods asks for
# description: Parts of accelerators, such as cores, are added up for each pod and rounded up.
accelerators_of(pods) := sum([whole |
	some resource in _resources(pods)
	whole := ceil(effective(pods, resource) / _parts(resource))
])

# METADATA
# title: How much of a resource one of these pods takes
# description: >-
#   As Kubernetes counts it. Init containers run one after the other, each beside the sidecars that were started before
#   it; then all sidecars and all other containers run together. What is needed at most is what the pod takes. A
#   sidecar is an init container with the restart policy `Always`.
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
#     description: Kubernetes, resource sharing within containers
#   - ref: https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers
#     description: KEP-753, with the formula
effective(pods, resource) := max(array.concat([running], starting)) if {
	running := _together(array.concat(pods.containers, _sidecars(_init(pods))), resource)
	starting := [needed |
		some index, container in _init(pods)
		not _sidecar(container)
		before := _sidecars(array.slice(_init(pods), 0, index))
		needed := _together(array.concat(before, [container]), resource)
	]
}

# METADATA
# title: How much of a resource a container asks for
# description: 0 if it does not ask for it.
quantity(container, resource) := amount if {
	amount := to_number(container.resources[resource])
} else := amount if {
	amount := units.parse(container.resources[resource])
} else := 0

# METADATA
# title: Whether a resource is an accelerator
accelerator(resource) if _parts(resource)

# METADATA
# title: The containers that run as long as their pod
# description: >-
#   Each with `place`, which messages call it by: its name, after the name of its pods where there are several kinds of
#   them. Init containers and sidecars prepare and help.
containers contains object.union(container, {"place": place(pods, container)}) if {
	some pods in _workload.pods
	some container in pods.containers
}

# METADATA
# title: What messages call a container
place(pods, container) := $"{pods.name}/{container.name}" if is_string(pods.name)

else := container.name

# METADATA
# title: The containers that serve the model
# description: >-
#   Those that ask for an accelerator or name a model. If none does, nothing tells the containers apart, and all count.
serving := those if {
	those := {container | some container in containers; _serves(container)}
	those != set()
} else := containers

# METADATA
# title: The models that a container is told to load
# description: >-
#   By its command line or its environment. A command line in one text, as for a shell, is taken apart at blanks and
#   separators. A variable in it counts if its value is known.
models(container) := _certain(container) | {model |
	# What may also be what clients call the model.
	some model in _values(container, _told(container, _naming.hints, "one"))
	contains(model, "/")
}

# METADATA
# title: The revisions of its model that a container is told to load
revisions(container) := _values(container, _told(container, _naming.revisions, "one"))

# METADATA
# title: The tokenizers that a container is told to load
# description: Only those with a slash, for some of these options also take words of their own.
tokenizers(container) := {tokenizer |
	some tokenizer in _values(container, _told(container, _naming.tokenizers, "one"))
	contains(tokenizer, "/")
}

# METADATA
# title: The adapters that a container is told to load beside its model
# description: >-
#   Each may have a name before it, `name=publisher/adapter`, or be in a JSON object. Only those with a slash are told from
#   other words.
adapters(container) := {parts[1] |
	some text in _values(container, _told(container, _naming.adapters, "all"))
	some piece in split(strings.replace_n({"=": ",", "{": ",", "}": ",", "[": ",", "]": ","}, text), ",")
	some parts in regex.find_all_string_submatch_n(`^(?:[a-z_]+:)?(/?[^/:].*)$`, trim_space(piece), 1)
	contains(parts[1], "/")
}

# METADATA
# title: The value of a variable of a container
# description: Undefined if it is not plain text, nor a reference to another variable that is.
variable(container, name) := value if {
	value := container.env[name]
	not contains(value, "$(")
} else := value if {
	some parts in regex.find_all_string_submatch_n(`^\$\(([^()]+)\)$`, container.env[name], 1)
	value := container.env[parts[1]]
	not contains(value, "$(")
}

_workload := input.context.workload

_count(pods) := object.get(pods, "count", 1)

_init(pods) := object.get(pods, "initContainers", [])

_resources(pods) := {name |
	some container in array.concat(_init(pods), pods.containers)
	some name, _ in container.resources
}

_together(containers_, resource) := sum([quantity(container, resource) | some container in containers_])

_sidecar(container) if container.restartPolicy == "Always"

_sidecars(containers_) := [container | some container in containers_; _sidecar(container)]

# If several names on the list match, the one with the fewest parts counts.
_parts(resource) := min({parts |
	some name, parts in data.params.workload["accelerators-declared"].resources
	glob.match(name, null, resource)
})

_serves(container) if {
	some resource, _ in container.resources
	accelerator(resource)
	quantity(container, resource) > 0
}

_serves(container) if models(container) != set()

# Blanks and separators end a word; quotes and backslashes say nothing.
_words(container) := [found[0] |
	text := strings.replace_n({`"`: "", "'": "", `\`: ""}, concat(" ", object.get(container, "args", [])))
	some found in regex.find_all_string_submatch_n(`[^\s;&|]+`, text, -1)
]

_certain(container) := _values(
	container,
	((_told(container, _naming.flags, "one") | _by_command(_words(container))) | _of_environment(container, _naming.variables)),
)

_values(container, texts) := {value |
	some text in texts
	value := trim_space(_resolved(container, text))
	value != ""
}

# What follows options with one of these names, and what variables with one of them hold. Of the words that follow an
# option, `one` is the first, `all` are those before the next option.
_told(container, names, many) := _by_flag(_words(container), names, many) | _of_environment(container, names)

_of_environment(container, names) := {$"$({name})" |
	variables := container.env
	some name in names
	variables[name]
}

_by_flag(words, names, many) := {text |
	some [index, option, flag] in _options(words)
	flag in _flags(names)
	some text in _arguments(words, index, option, many)
}

# The options of a command line: where they are, how they are written, and as flags.
_options(words) := [[index, option, _flag(option)] |
	some index in _places(words)
	option := split(words[index], "=")[0]
]

_places(words) := [index | some index, word in words; startswith(word, "-")]

# Programs take `_` for `-` in the names of options.
_flag(option) := replace(option, "_", "-")

_flags(names) := split(_flag(concat("\n", names)), "\n")

_arguments(words, index, option, many) := [substring(words[index], count(option) + 1, -1)] if words[index] != option

else := _operands(array.slice(words, index + 1, count(words))) if many == "all"

else := array.slice(_operands(array.slice(words, index + 1, count(words))), 0, 1)

# What stands before the next option.
_operands(words) := array.slice(words, 0, min(array.concat([count(words)], _places(words))))

# A program may be called by its path.
_by_command(words) := {text |
	some command in _naming.commands
	parts := split(command, " ")
	program := $"/{parts[0]}"
	some index, word in words
	endswith($"/{word}", program)
	end := index + count(parts)
	array.slice(words, index + 1, end) == array.slice(parts, 1, count(parts))
	some text in _operand(array.slice(words, end, count(words)))
}

# What a command is about: what follows it at once. Else what looks like a model behind the value of an option, or else
# behind its name, for it may have no value.
_operand(words) := [words[0]] if not startswith(words[0], "-")

else := [words[min(behind)]] if {
	behind := _behind(words, "value")
	behind != set()
} else := [words[index] | some index in _behind(words, "name")]

_behind(words, what) := {index |
	some index, word in words
	regex.match("^[A-Za-z0-9][^=]*/", word)
	option := max(_places(array.slice(words, 0, index)))
	what == _what(words, option, index)
}

_what(words, option, index) := "value" if contains(words[option], "=")

else := "value" if {
	index > option + 1
	not _takes(words[option], "all")
} else := "name" if {
	index == option + 1
	not _takes(words[option], "one")
	not _takes(words[option], "all")
}

# The options whose words are no model.
_takes(option, many) if _flag(option) in _flags([name | some name, words in _naming.others; words == many])

_resolved(container, text) := text if not contains(text, "$")

else := variable(container, parts[1]) if {
	some parts in regex.find_all_string_submatch_n(`^\$[({]?([A-Za-z_][A-Za-z0-9_]*)[)}]?$`, text, 1)
}

_naming := data.params.workload["model-declared"]
