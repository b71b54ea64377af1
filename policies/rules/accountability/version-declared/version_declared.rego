# METADATA
# title: Give a spec a version
# description: >-
#   Without a version nobody can say which state of a spec was approved, which one runs and which one to go back to. The
#   version is that of the spec, not of the model, and any text will do that has letters or digits and does not mean none,
#   by `meansNone` of `accountability/owner-declared`.
# scope: package
# related_resources:
#   - ref: https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
#     description: NIST SP 800-53, CM-2 on baseline configurations under version control
#   - ref: https://semver.org/
#     description: Semantic Versioning, a common form of versions
# custom:
#   severity: low
#   remediation: >-
#     Set `metadata.version`, such as `"1.4.0"`, and raise it with each change. Put it in quotes, or YAML may read it as
#     a number.
#   controls:
#     - nist-800-53/cm-2
#     - eu-ai-act/art-11-1
#     - iso-42001/a.6.2.7
#     - nist-ai-rmf/govern-1.6
#     - soc-2/cc8.1
package modelspec.rules.accountability["version-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["metadata", "version"],
		"message": $"The version of the spec is {_found}; each state of it must have one.",
	})
}

_declared if texts.says(input.metadata.version)

default _found := "missing"

_found := texts.shown(input.metadata.version)

_fail(details) := result.fail(rego.metadata.chain(), details)
