# METADATA
# title: Give each step a name of its own
# description: >-
#   The name is how logs and traces speak of a step, and how it is switched off. If two steps of one list have the
#   same, it cannot be told which of them is meant. A step before the model may have the name of one after it.
# scope: package
# related_resources:
#   - ref: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#lists-of-named-subobjects-preferred-over-maps
#     description: Kubernetes API conventions, lists of named subobjects
# custom:
#   severity: low
#   remediation: >-
#     Rename one of the steps, after what it does: `redact-names`, `redact-addresses`.
#   controls: []
package modelspec.rules.pipeline["step-names-unique"]

import data.modelspec.lib.result

report contains finding if {
	some phase in ["preprocess", "postprocess"]
	some name, indices in _indices[phase]
	count(indices) > 1
	first := min(indices)
	some index in indices
	index != first
	finding := _fail({
		"path": ["spec", "pipeline", phase, "steps", index, "name"],
		"message": $"Step {index} of {phase} has the name `{name}`, which is that of step {first}.",
	})
}

_indices[phase][step.name] contains index if {
	some phase in ["preprocess", "postprocess"]
	some index, step in input.spec.pipeline[phase].steps
}

_fail(details) := result.fail(rego.metadata.chain(), details)
