# METADATA
# title: Load models in approved ways
# description: >-
#   Each scheme of an address stands for a way to load a model that somebody has to have set up: credentials, checks of
#   what arrives, a way through the network. `approved` lists them, in any case. An address without a scheme is not
#   approved, for what it means depends on who reads it; a local path is left to `supply-chain/local-paths`.
# scope: package
# related_resources:
#   - ref: https://slsa.dev/spec/v1.1/threats
#     description: SLSA on the threats to a supply chain
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
# custom:
#   severity: medium
#   remediation: >-
#     Set the address in `spec.identity.model.artifacts` to one with an approved scheme, or have the scheme added to
#     `approved` in the profile.
#   controls:
#     - owasp-llm/llm03
#     - nist-ai-rmf/map-4.2
#     - soc-2/cc6.8
#   parameters:
#     approved:
#       description: The approved schemes, without the colon.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z][A-Za-z0-9+.-]*$
#       default: [s3, gs, az, abfs, abfss, wasbs, hf, oci, models, azureml, https, http, ftp]
package modelspec.rules["supply-chain"]["approved-schemes"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	not _approved(uri)
	not uris.local(uri)
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} has {_found(uri)}; approved are: {concat(", ", _params.approved)}.",
	})
}

_approved(uri) if uris.scheme(uri) in {lower(scheme) | some scheme in _params.approved}

_found(uri) := $"the scheme {uris.scheme(uri)}, which is not approved" if uris.scheme(uri)

else := "no scheme"

_params := data.params["supply-chain"]["approved-schemes"]

_fail(details) := result.fail(rego.metadata.chain(), details)
