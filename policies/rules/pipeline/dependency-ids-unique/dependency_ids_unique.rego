# METADATA
# title: Give each dependency an id of its own
# description: >-
#   The `id` is the name by which steps, logs and traces speak of a dependency. If two have the same, nobody can tell
#   which one was slow or wrong, and a tool that keys them by it loses one of the two.
# scope: package
# related_resources:
#   - ref: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#lists-of-named-subobjects-preferred-over-maps
#     description: Kubernetes API conventions, lists of named subobjects
# custom:
#   severity: medium
#   remediation: >-
#     Rename one of the dependencies, after what it does: `embedder`, `reranker`.
#   controls: []
package modelspec.rules.pipeline["dependency-ids-unique"]

import data.modelspec.lib.result

report contains finding if {
	some id, indices in _indices
	count(indices) > 1
	first := min(indices)
	some index in indices
	index != first
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "id"],
		"message": $"Dependency {index} has the id `{id}`, which is that of dependency {first}.",
	})
}

_indices[dependency.id] contains index if some index, dependency in input.spec.pipeline.dependencies

_fail(details) := result.fail(rego.metadata.chain(), details)
