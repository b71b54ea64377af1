# METADATA
# title: Keep credentials out of addresses
# description: >-
#   An address with a password or a signature in it is a key: whoever reads the spec, a log or a report can use it.
#   `patterns` finds such addresses of the model and of the tokenizer. The address is never shown, and a finding leads
#   to the section, for reports quote the line that it leads to.
# scope: package
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/798.html
#     description: CWE-798, use of hard-coded credentials
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
#     description: OWASP on managing secrets
#   - ref: https://datatracker.ietf.org/doc/html/rfc3986#section-7.5
#     description: RFC 3986, section 7.5 on sensitive information in URIs
# custom:
#   severity: critical
#   remediation: >-
#     Take the credentials out of the address, replace them, for they count as known, and give the deployment an
#     identity of its own that may read the files, such as a service account with a role.
#   controls:
#     - cwe/798
#     - nist-800-53/ia-5-7
#     - eu-ai-act/art-15-5
#     - gdpr/art-5-1-f
#     - nist-ai-rmf/measure-2.7
#     - soc-2/cc6.1
#   parameters:
#     patterns:
#       description: Regular expressions (RE2) that find credentials in an address.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - '^[^/?#]*//[^/?#]*:[^/?#@]+@'
#         - (?i)[?&](x-amz-signature|x-goog-signature|awsaccesskeyid|signature|sig|token|access_token|api_?key|password)=[^&#]+
package modelspec.rules["supply-chain"]["no-credentials-in-uris"]

import data.modelspec.lib.result
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	_reveals(uri)
	finding := _fail({
		# Not to the address: reports quote the line that the path leads to.
		"path": ["spec", "identity", "model", "artifacts"],
		"message": $"{field} has credentials in it.",
	})
}

_reveals(uri) if {
	some pattern in _params.patterns
	regex.match(pattern, uri)
}

_params := data.params["supply-chain"]["no-credentials-in-uris"]

_fail(details) := result.fail(rego.metadata.chain(), details)
