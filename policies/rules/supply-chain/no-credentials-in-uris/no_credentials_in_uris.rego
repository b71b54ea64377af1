# METADATA
# title: Keep credentials out of addresses
# description: >-
#   An address with a password or a signature in it is a key: whoever reads the spec, a log or a report can use it. So
#   the addresses of the model and of the tokenizer have no user before the host, but for `users`, nothing that `patterns`
#   finds, and nothing that looks like a secret to `supply-chain/no-secrets-by-shape`. The address is never shown, and a
#   finding leads to the section, for reports quote the line that it leads to.
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
#   secrets: true
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
#     users:
#       description: Names that may stand before a host, because everybody has them, in lower case.
#       type: array
#       items:
#         type: string
#       default: [git]
#     containerSchemes:
#       description: Schemes in which what stands before a host is a container of a storage account and no user, in lower case.
#       type: array
#       items:
#         type: string
#       default: [abfs, abfss, wasb, wasbs]
#     revisionSchemes:
#       description: Schemes in which no host follows an `@`, but the revision of what is named before it, in lower case.
#       type: array
#       items:
#         type: string
#       default: [hf]
#     patterns:
#       description: >-
#         Regular expressions (RE2) that find credentials in an address. By default they look at the names of parameters
#         that have a value, and for letters in such a name that are written as numbers to hide it.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - (?i)[?&;#][^=&;#]*(secret|passw|passphrase|signature|credential|jwt)[^=&;#]*=[^&;#]
#         - (?i)[?&;#][^=&;#]*token([^a-z=&;#][^=&;#]*)?=[^&;#]
#         - (?i)[?&;#]([^=&;#]*[._-])?[a-z]*(key|pwd)([._-][^=&;#]*)?=[^&;#]
#         - (?i)[?&;#]([^=&;#]*[._-])?(auth|pass|sig)([._-][^=&;#]*)?=[^&;#]
#         - '[?&;#][^=&;#]*[a-z](Auth|Key|Pass|Sig)([A-Z][^=&;#]*)?=[^&;#]'
#         - '[?&;#][^=&;#]*%([46][1-9A-Fa-f]|[57][0-9Aa])[^=&;#]*=[^&;#]'
package modelspec.rules["supply-chain"]["no-credentials-in-uris"]

import data.modelspec.lib.result
import data.modelspec.lib.secrets
import data.modelspec.lib.uris

report contains finding if {
	some field, uri in uris.artifacts
	_reveals(field, uri)
	finding := _fail({
		# Not to the address: reports quote the line that the path leads to.
		"path": ["spec", "identity", "model", "artifacts"],
		"secret": ["spec", "identity", "model", "artifacts", field],
		"message": $"{field} has credentials in it.",
	})
}

_reveals(field, _) if {
	user := uris.addresses[field].user
	user != ""
	not user in _params.users
}

_reveals(_, uri) if {
	some pattern in _params.patterns
	regex.match(pattern, uri)
}

# `name:tag@sha256:…` looks like a user with a password.
_reveals(_, uri) if secrets.shapes(_without_digest(uri)) != set()

_without_digest(uri) := regex.replace(uri, "@sha[0-9]+:[0-9A-Fa-f]+", "") if contains(uri, "@sha")

else := uri

_params := data.params["supply-chain"]["no-credentials-in-uris"]

_fail(details) := result.fail(rego.metadata.chain(), details)
