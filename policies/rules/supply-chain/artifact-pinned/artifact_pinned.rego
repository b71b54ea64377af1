# METADATA
# title: Load the same files each time
# description: >-
#   A restart, a new replica or a rollback loads the model again. If its address leads to whatever is newest, they load
#   something that nobody has tried. So an address holds a digest (`digests`), or a version (`versions`, which can be
#   told apart by scheme: a name with a number in it is no version at a hub whose repositories change) and no word that
#   moves (`moving`). Local paths are left to `supply-chain/local-paths`, addresses without a scheme to
#   `supply-chain/approved-schemes`.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
#   - ref: https://huggingface.co/docs/huggingface_hub/guides/download#from-specific-version
#     description: Hugging Face, on downloading a specific version
#   - ref: https://kubernetes.io/docs/concepts/containers/images/#image-names
#     description: Kubernetes, on digests and tags of images
# custom:
#   severity: high
#   remediation: >-
#     Put a digest, a commit or a version into the address: `oci://…@sha256:…`, `hf://org/model@<commit>`,
#     `s3://bucket/model/2025-01/`, and never change what lies there.
#   controls:
#     - owasp-llm/llm03
#     - nist-800-53/cm-2
#     - nist-800-53/si-7
#     - eu-ai-act/art-15-5
#     - iso-42001/a.6.2.5
#     - nist-ai-rmf/map-4.2
#     - nist-ai-rmf/measure-2.7
#     - nist-ai-rmf/manage-3.2
#     - soc-2/cc6.8
#     - soc-2/cc8.1
#   parameters:
#     digests:
#       description: Regular expressions (RE2) that find in an address what can never mean another file.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - 'sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})'
#         - '[@/:=][0-9a-f]{40}([/?#&]|$)'
#         - '[?&](versionId|generation)=[^&#]+'
#     versions:
#       description: >-
#         Regular expressions (RE2) that find a version in an address, by scheme; "*" leads to those of every scheme that is
#         not named.
#       type: object
#       additionalProperties:
#         type: array
#         items:
#           type: string
#           format: regex
#       default:
#         hf: ['[@:]v?[0-9]+(\.[0-9]+)*([/?#-]|$)']
#         '*':
#           - '[/@:=_-]v[0-9]+(\.[0-9]+)*([/?#&+-]|$)'
#           - '[/@:=]v?[0-9]+(\.[0-9]+)*([/?#&+-]|$)'
#     moving:
#       description: Words that mean whatever is newest, as a whole step of the path, tag or revision, in any case.
#       type: array
#       items:
#         type: string
#       default: [latest, newest, current, main, master, head, trunk, nightly, edge]
package modelspec.rules["supply-chain"]["artifact-pinned"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	scheme := uris.scheme(uri)
	not uris.local(uri)
	not _matches(uri, _params.digests)
	problem := _problem(scheme, uri)
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} {problem}; it must lead to the same files each time.",
	})
}

_problem(scheme, uri) := $"leads to \"{moving[0]}\", which moves" if {
	steps := regex.find_all_string_submatch_n(`[/@:=]([^/@:=?#&]+)`, $"/{uris.rest(uri)}", -1)
	moving := [step[1] | some step in steps; lower(step[1]) in {lower(word) | some word in _params.moving}]
	moving != []
} else := "has no version and no digest" if not _matches(uri, _versions(scheme))

_versions(scheme) := object.get(_params.versions, scheme, object.get(_params.versions, "*", []))

_matches(uri, patterns) if {
	some pattern in patterns
	regex.match(pattern, uri)
}

_params := data.params["supply-chain"]["artifact-pinned"]

_fail(details) := result.fail(rego.metadata.chain(), details)
