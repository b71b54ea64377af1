# METADATA
# title: Load models from approved registries
# description: >-
#   Weights are data that a program loads and trusts, so it matters who can put them there. `approved` lists where
#   models may come from, as the beginnings of addresses; as long as it is empty, every place will do that is not on
#   `refused`: those are places where anybody can put anything and nobody can say later what it was. A beginning ends
#   where a step of the address does, so `s3://models` does not approve of `s3://models-of-others`, nor of another port.
#   An address that may lead to somewhere else than it says is not approved: one with `..`, a `\`, an escaped `.` or `/`,
#   or a host that can be read in two ways. Local paths are left to `supply-chain/local-paths`, addresses without a
#   scheme to `supply-chain/approved-schemes`.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.10.3 on suppliers
# custom:
#   severity: high
#   remediation: >-
#     Copy the model, after looking at it, to a registry that your organisation approves of, and load it from there; or
#     have the registry added to `approved` in the profile.
#   controls:
#     - owasp-llm/llm03
#     - iso-42001/a.10.3
#     - nist-800-53/sr-4
#     - eu-ai-act/art-15-5
#     - nist-ai-rmf/govern-6.1
#     - nist-ai-rmf/map-4.1
#     - nist-ai-rmf/manage-3.1
#     - soc-2/cc6.8
#     - soc-2/cc9.2
#   parameters:
#     approved:
#       description: >-
#         The beginnings of approved addresses, such as s3://models.example.com or hf://our-organisation. Empty means that this
#         has not been decided.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z][A-Za-z0-9+.-]*:/
#       default: []
#     refused:
#       description: >-
#         The beginnings of addresses that are no registry, even if `approved` is empty, and no more so on the hosts below
#         theirs.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z][A-Za-z0-9+.-]*:/
#       default:
#         - https://drive.google.com
#         - https://docs.google.com
#         - https://drive.usercontent.google.com
#         - https://dropbox.com
#         - https://dropboxusercontent.com
#         - https://1drv.ms
#         - https://onedrive.live.com
#         - https://mega.nz
#         - https://we.tl
#         - https://wetransfer.com
#         - https://mediafire.com
#         - https://pixeldrain.com
#         - https://transfer.sh
#         - https://bit.ly
#         - https://tinyurl.com
package modelspec.rules["supply-chain"]["approved-registries"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, address in uris.addresses
	not uris.local(uris.artifacts[field])
	problem := _problem(address)
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} leads to {address.origin}; {problem}.",
	})
}

_problem(address) := $"approved are: {concat(", ", _params.approved)}" if {
	_params.approved != []
	not _approved(address)
} else := "anybody can put anything there" if {
	_params.approved == []
	some beginning in _params.refused
	endswith(
		$".{ # One look at most: to take an address apart is dear.
			address.host}",
		$".{_host(beginning)}",
	)
	uris.beneath(address, uris.parts(beginning))
}

_approved(address) if {
	some beginning in _params.approved
	startswith(lower(beginning), $"{address.scheme}:")
	uris.within(address, uris.parts(beginning))
	not uris.climbs(address.rest)
}

_host(beginning) := trim_suffix(lower(split(split(beginning, "/")[2], ":")[0]), ".")

_params := data.params["supply-chain"]["approved-registries"]

_fail(details) := result.fail(rego.metadata.chain(), details)
