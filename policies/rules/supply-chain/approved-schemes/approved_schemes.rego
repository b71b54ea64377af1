# METADATA
# title: Load models in approved ways
# description: >-
#   Each scheme of an address stands for a way to load a model that somebody has to have set up: credentials, checks of
#   what arrives, a way through the network. `approved` lists them, in any case. An address without a scheme is not
#   approved, for what it means depends on who reads it. A local path is left to `supply-chain/local-paths`, and a scheme
#   that `supply-chain/no-plaintext-download` refuses to that rule.
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
#       default: [s3, gs, gcs, az, abfs, abfss, wasbs, hf, oci, pvc, ngc, models, azureml, https]
package modelspec.rules["supply-chain"]["approved-schemes"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	scheme := _scheme(uri)
	not scheme in _passed
	not uris.local(uri)
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} has {_found(scheme)}; {_approved}.",
	})
}

_scheme(uri) := scheme if scheme := uris.scheme(uri)

else := ""

# One mistake is reported once.
_passed contains lower(_params.approved[_])

_passed contains lower(data.params["supply-chain"]["no-plaintext-download"].schemes[_])

_found(scheme) := "no scheme" if scheme == ""

else := $"the scheme {scheme}, which is not approved"

_approved := "no scheme is approved" if _params.approved == []

else := $"approved are: {concat(", ", _params.approved)}"

_params := data.params["supply-chain"]["approved-schemes"]

_fail(details) := result.fail(rego.metadata.chain(), details)
