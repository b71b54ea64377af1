# METADATA
# title: Load models from where others can
# description: >-
#   A path says where a file lies on one machine, not where it came from, and the next machine may have another one
#   there, or none. So addresses are no local paths, with `file:` or without, unless they are within one of `allowed`:
#   folders that are part of an image, or that something else fills. A path with `..`, a `\` or an escaped `.` or `/` is
#   within none.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
# custom:
#   severity: medium
#   remediation: >-
#     Set the address in `spec.identity.model.artifacts` to where the files are published, such as a bucket or a
#     registry. If they are part of the image, have their folder added to `allowed` in the profile.
#   controls:
#     - nist-800-53/sr-4
#   parameters:
#     allowed:
#       description: The folders that may be loaded from, as absolute paths.
#       type: array
#       items:
#         type: string
#         pattern: ^/
#       default: []
package modelspec.rules["supply-chain"]["local-paths"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	uris.local(uri)
	not _allowed(uri)
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} is a path on the machine; nobody can tell where the files came from.",
	})
}

_allowed(uri) if {
	path := regex.replace(uri, "^(?i:file):(//(localhost)?)?", "")
	some folder in _params.allowed
	startswith($"{path}/", $"{trim_right(folder, "/")}/")
	not uris.climbs(path)
}

_params := data.params["supply-chain"]["local-paths"]

_fail(details) := result.fail(rego.metadata.chain(), details)
