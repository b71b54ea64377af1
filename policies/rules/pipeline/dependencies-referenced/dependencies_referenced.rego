# METADATA
# title: Say which spec a dependency is
# description: >-
#   A dependency is a model of its own, with a spec of its own: what it may do with personal data, how long it keeps
#   what it sees, who answers for it. Without `specRef` none of this is known, and what is promised here need not hold
#   there.
# scope: package
# related_resources:
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.10.3 on suppliers
# custom:
#   severity: low
#   remediation: >-
#     Set `specRef` of the dependency to `metadata.name` of its spec, and write that spec if there is none.
#   controls:
#     - iso-42001/a.10.3
#     - nist-ai-rmf/map-4.1
#     - soc-2/cc9.2
package modelspec.rules.pipeline["dependencies-referenced"]

import data.modelspec.lib.result

report contains finding if {
	some index, dependency in input.spec.pipeline.dependencies
	not _referenced(dependency)
	finding := _fail({
		"path": ["spec", "pipeline", "dependencies", index, "specRef"],
		"message": $"The dependency `{dependency.id}` does not say which spec it is; specRef must be set.",
	})
}

_referenced(dependency) if trim_space(dependency.specRef) != ""

_fail(details) := result.fail(rego.metadata.chain(), details)
