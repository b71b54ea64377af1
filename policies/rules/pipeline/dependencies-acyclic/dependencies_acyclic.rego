# METADATA
# title: Depend on nothing that depends on you
# description: >-
#   If the specs that this one depends on lead back to it, no one of them can be started first, and one request can go
#   round until each replica of each of them waits for another. A spec that refers to itself is the shortest such
#   circle. Longer ones can be seen only where the other specs are at hand, as `context.dependencies`.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
# custom:
#   severity: high
#   remediation: >-
#     Break the circle: leave out the dependency that is not needed, or move what both need to a spec of its own.
#   controls: []
package modelspec.rules.pipeline["dependencies-acyclic"]

import data.modelspec.lib.result

report contains finding if {
	some index, dependency in input.spec.pipeline.dependencies
	_refers_to_self(dependency)
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "specRef"],
		"message": $"The dependency `{dependency.id}` is the spec `{dependency.specRef}` itself.",
	})
}

report contains finding if {
	some index, dependency in input.spec.pipeline.dependencies
	not _refers_to_self(dependency)
	some back in graph.reachable(_edges, {dependency.specRef})
	back in _self
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "specRef"],
		"message": $"The dependency `{dependency.id}`, the spec `{dependency.specRef}`, depends in turn on `{back}`.",
	})
}

# Blanks around a reference are a slip of the pen.
_refers_to_self(dependency) if trim_space(dependency.specRef) in _self

# What leads to the spec in question: its name, and whatever else others call it by.
_self contains input.metadata.name

_self contains reference if {
	some reference, known in input.context.dependencies
	known.metadata.name == input.metadata.name
}

# From each spec to those that it depends on. What lies behind the spec in question is not on the way to it.
_edges[reference] := set() if some reference in _self

_edges[reference] := {dependency.specRef | some dependency in known.spec.pipeline.dependencies} if {
	some reference, known in input.context.dependencies
	not reference in _self
}

_fail(details) := result.fail(rego.metadata.chain(), details)
