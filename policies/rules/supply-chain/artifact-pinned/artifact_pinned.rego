# METADATA
# title: Load the same files each time
# description: >-
#   A restart, a new replica or a rollback loads the model again. If its address leads to whatever is newest, they load
#   something that nobody has tried. So an address holds a digest (`digests`), or a version (`versions`, which can be
#   told apart by scheme: a name with a number in it is no version at a hub whose repositories change) and no word that
#   moves (`moving`). Hosts and buckets have no version, and of a query only `queries` count. Local paths are left to
#   `supply-chain/local-paths`, addresses without a scheme to `supply-chain/approved-schemes`.
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
#       description: Regular expressions (RE2) that find in a path or query what can never mean another file.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - (?i)sha(256[:-][0-9a-f]{64}|512[:-][0-9a-f]{128})
#         - (?i)[@/:=][0-9a-f]{40}([/?&]|$)
#         - (?i)[?&](versionId=[^&]{8,}|generation=[1-9][0-9]+)
#     versions:
#       description: >-
#         Regular expressions (RE2) that find a version in a path or query, by scheme in any case; "*" leads to those of
#         every scheme that is not named.
#       type: object
#       additionalProperties:
#         type: array
#         items:
#           type: string
#           format: regex
#       default:
#         hf:
#           - (?i)([@:]|/(resolve|raw|blob|tree)/|[?&]revision=)v?[0-9]+(\.[0-9]+)*([/?&-]|$)
#           - (?i)(@|/(resolve|raw|blob|tree)/|[?&]revision=)[0-9a-f]{7,12}([/?&]|$)
#         '*':
#           - (?i)([/@:_-]|[?&](ref|revision|tag|version)=)v[0-9]+(\.[0-9]+)*((alpha|beta|dev|post|rc)[0-9]+)?([/?&+_-]|\.[a-z][a-z0-9]|$)
#           - (?i)([/@:]|[?&](ref|revision|tag|version)=)[0-9]+(\.[0-9]+)*((alpha|beta|dev|post|rc)[0-9]+)?([/?&+-]|$)
#           - (?i)[/_][0-9]+(\.[0-9]+)+((alpha|beta|dev|post|rc)[0-9]+)?\.[a-z][a-z0-9]
#           - (?i)[_-][0-9]+(\.[0-9]+){2,}((alpha|beta|dev|post|rc)[0-9]+)?([/?&+_-]|\.[a-z][a-z0-9]|$)
#           - (?i)[/@:_-][0-9]{8}T[0-9]{4,6}Z?([/?&._-]|$)
#     moving:
#       description: >-
#         Words that mean whatever is newest, in any case: as a whole step of the path, tag or revision, or, if no version
#         follows, at the end of one or before the ending of a file.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z0-9_-]+$
#       default: [latest, newest, current, main, master, head, trunk, nightly, edge]
#     queries:
#       description: The parameters of a query that say which version is meant, in any case.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z0-9_-]+$
#       default: [revision, version, ref, tag, versionId, generation]
#     tagged:
#       description: Schemes in which nothing but the tag or digest at the end of a path tells the version, in lower case.
#       type: array
#       items:
#         type: string
#       default: [oci, docker]
#     hubs:
#       description: Hosts that keep what a scheme leads to as well, and the scheme whose `versions` count for them, in lower case.
#       type: object
#       additionalProperties:
#         type: string
#       default: {huggingface.co: hf, hf.co: hf}
package modelspec.rules["supply-chain"]["artifact-pinned"]

import data.modelspec.lib.result
import data.modelspec.lib.texts
import data.modelspec.lib.uris

report contains finding if {
	some field, address in uris.addresses
	uri := uris.artifacts[field]
	not uris.local(uri)
	said := _said(uri, address)
	not _matches(said, _params.digests)
	problem := _problem(said, _versions(address))
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} {problem}; it must lead to the same files each time.",
	})
}

# All that may tell a version: the path, and parameters of the query.
_said(uri, address) := concat("", array.concat([_path(uri, address)], _parameters(address.rest)))

_parameters(rest) := [found[0] |
	some found in regex.find_all_string_submatch_n(
		$"[?&](?i:{concat("|", _params.queries)})=[^&]*",
		substring(before, indexof(before, "?"), -1),
		-1,
	)
] if {
	before := split(rest, "#")[0]
	contains(before, "?")
} else := []

# The tag may be that of the host, as in `docker://llama:1.0`.
_path(uri, address) := texts.first_match("[:@][^/]*$", _without_query(uri)) if {
	address.scheme in _params.tagged
} else := $"/{_without_query(address.rest)}"

_without_query(text) := split(split(text, "#")[0], "?")[0]

_problem(said, versions) := $"leads to \"{trim(word, "/@:=?&")}\", which moves" if {
	_params.moving != []
	word := texts.first_match($"(?i)[/@:=]({_moving})([/@:?&]|$)", said)
	word != ""
} else := $"leads to \"{split(trim_left(word, "/@:=-"), ".")[0]}\", which moves" if {
	_params.moving != []
	pattern := $`(?i)[/@:=-]({_moving})(\.[a-z0-9]+)*([/@:?&]|$)`
	words := [found[0] | some found in regex.find_all_string_submatch_n(pattern, said, -1)]
	words != []
	word := trim_right(words[count(words) - 1], "/@:?&")
	behind := regex.split(pattern, said)
	not _matches($"/{behind[count(words)]}", versions)
} else := "has no version and no digest" if not _matches(said, versions)

_moving := concat("|", _params.moving)

_versions(address) := object.get(patterns, _kind(address), object.get(patterns, "*", [])) if {
	patterns := {lower(scheme): found | some scheme, found in _params.versions}
}

_kind(address) := scheme if scheme := _params.hubs[address.host]

else := address.scheme

_matches(text, patterns) if {
	some pattern in patterns
	regex.match(pattern, text)
}

_params := data.params["supply-chain"]["artifact-pinned"]

_fail(details) := result.fail(rego.metadata.chain(), details)
