# METADATA
# title: Refer to specs that there are
# description: >-
#   `specRef` is the name of another spec. If there is none of that name, the dependency is not deployed, or is called
#   something else: the first request that needs it fails. What specs there are is known only where they are at hand,
#   as `context.dependencies`; where they are not, the rule is silent. A spec that refers to itself is left to
#   `pipeline/dependencies-acyclic`.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.10.3 on suppliers
# custom:
#   severity: high
#   remediation: >-
#     Correct `specRef` to `metadata.name` of the spec that is meant, or check it together with that spec.
#   controls: []
package modelspec.rules.pipeline["dependencies-resolvable"]

import data.modelspec.lib.result

report contains finding if {
	known := input.context.dependencies
	some index, dependency in input.spec.pipeline.dependencies
	name := dependency.specRef
	trim_space(name) != ""
	not name in object.keys(known)
	trim_space(name) != input.metadata.name
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "specRef"],
		"message": $"The dependency `{dependency.id}` is the spec `{name}`, which there is not.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
