# METADATA
# title: Give environment variables names that every program can read
# description: >-
#   By POSIX the name of an environment variable has letters, digits and underscores, and does not begin with a digit.
#   With another name a shell cannot set or read the variable, and entrypoint scripts drop it without a word: the
#   setting that was meant is not made.
# scope: package
# related_resources:
#   - ref: https://pubs.opengroup.org/onlinepubs/9699919799/basedefs/V1_chap08.html
#     description: POSIX.1-2017, chapter 8 on environment variables
# custom:
#   severity: medium
#   remediation: >-
#     Write the name with letters, digits and underscores only, such as `HF_HUB_OFFLINE` for `HF-HUB-OFFLINE`.
#   controls: []
package modelspec.rules.runtime["environment-names-valid"]

import data.modelspec.lib.result

report contains finding if {
	some name, _ in input.spec.runtime.environment.variables
	not regex.match(`^[A-Za-z_][A-Za-z0-9_]*$`, name)
	finding := _fail({
		"path": ["spec", "runtime", "environment", "variables", name],
		"message": $"`{name}` is no name of an environment variable; it must have letters, digits and underscores only.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
