# METADATA
# title: Say how long a dependency may take
# description: >-
#   A target for the whole answer can only be kept if each part keeps to its share. Where the spec sets
#   `targetLatencyMsP95`, each dependency that an answer has to wait for needs a `maxLatencyMs`: else
#   `pipeline/latency-budget` cannot add it up, and the caller does not know when to give up.
# scope: package
# related_resources:
#   - ref: https://research.google/pubs/the-tail-at-scale/
#     description: J. Dean and L. A. Barroso, The Tail at Scale
# custom:
#   severity: low
#   remediation: >-
#     Set `interface.maxLatencyMs` of the dependency, and use the same number as timeout when calling it.
#   controls: []
package modelspec.rules.pipeline["dependency-latency-declared"]

import data.modelspec.lib.result

report contains finding if {
	is_number(input.spec.operations.scaling.targetLatencyMsP95)
	some index, dependency in input.spec.pipeline.dependencies
	object.get(dependency, "required", true) == true
	not _declared(dependency)
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "interface", "maxLatencyMs"],
		"message": $"The dependency `{dependency.id}` does not say how long it may take; maxLatencyMs must be set.",
	})
}

_declared(dependency) if is_number(dependency.interface.maxLatencyMs)

_fail(details) := result.fail(rego.metadata.chain(), details)
