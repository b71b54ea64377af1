# METADATA
# title: Download over encrypted connections
# description: >-
#   What comes over an unencrypted connection can be read and exchanged by everybody on the way, and a model that was
#   exchanged does not show it. So no address has one of `schemes`.
# scope: package
# related_resources:
#   - ref: https://owasp.org/www-project-top-10-for-large-language-model-applications/
#     description: OWASP Top 10 for LLM Applications, LLM03 on the supply chain
#   - ref: https://cwe.mitre.org/data/definitions/494.html
#     description: CWE-494, download of code without integrity check
#   - ref: https://cwe.mitre.org/data/definitions/319.html
#     description: CWE-319, cleartext transmission of sensitive information
# custom:
#   severity: high
#   remediation: >-
#     Use the same address with `https`, or load the files from a bucket or a registry.
#   controls:
#     - owasp-llm/llm03
#     - cwe/494
#     - cwe/319
#     - nist-800-53/sc-8
#     - eu-ai-act/art-15-5
#     - nist-ai-rmf/measure-2.7
#     - soc-2/cc6.7
#   parameters:
#     schemes:
#       description: The schemes whose connections are not encrypted, without the colon.
#       type: array
#       items:
#         type: string
#         pattern: ^[A-Za-z][A-Za-z0-9+.-]*$
#       default: [http, ftp]
package modelspec.rules["supply-chain"]["no-plaintext-download"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	scheme := uris.scheme(uri)
	scheme in {lower(plain) | some plain in _params.schemes}
	finding := _fail({
		"path": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} is loaded over {scheme}, which is not encrypted; it can be read and changed on the way.",
	})
}

_params := data.params["supply-chain"]["no-plaintext-download"]

_fail(details) := result.fail(rego.metadata.chain(), details)
