# METADATA
# title: Keep values that are secrets out of variables
# description: >-
#   Keys and tokens have shapes that give them away whatever the variable is called. A spec is kept in version control,
#   shown in reviews and copied into reports, so a secret in it is known to all who see one of these, for ever. `shapes`
#   has the shapes that are looked for, and `ownShapes` those of your organisation. The value is never shown, and a
#   finding leads to the section, for reports quote the line that it leads to.
# scope: package
# related_resources:
#   - ref: https://cwe.mitre.org/data/definitions/798.html
#     description: CWE-798, use of hard-coded credentials
#   - ref: https://kubernetes.io/docs/concepts/configuration/secret/
#     description: Kubernetes on secrets, and on reading them as environment variables
#   - ref: https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
#     description: OWASP on managing secrets
# custom:
#   severity: critical
#   secrets: true
#   remediation: >-
#     Take the value out of the spec, replace the secret, for it counts as known, and have the platform set the variable
#     from a secret store, such as a Kubernetes Secret. If it is no secret, add the name of the variable to `exempt` in
#     the profile.
#   controls:
#     - cwe/798
#     - nist-800-53/ia-5-7
#     - owasp-llm/llm02
#     - eu-ai-act/art-15-5
#     - gdpr/art-5-1-f
#     - nist-ai-rmf/measure-2.7
#     - soc-2/cc6.1
#   parameters:
#     shapes:
#       description: >-
#         The shapes of secrets: what each one is, which messages use, leads to a regular expression (RE2) that finds it
#         anywhere in a value. A map in a profile takes the place of this one; what is to be added to it goes into
#         `ownShapes`.
#       type: object
#       additionalProperties:
#         type: string
#         format: regex
#       minProperties: 1
#       default:
#         a private key: '-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----'
#         a private key in base64: 'LS0tLS1CRUdJTi(BQUklWQVRF|BSU0Eg|BFQyBQ|BPUEVOU1NI|BFTkNSWVBU|BEU0Eg|BQR1AgUFJJ)'
#         a JSON Web Token: 'eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.'
#         a URL with a password: >-
#           [A-Za-z][A-Za-z0-9+.-]*://[^/?#\s:@\[]*:([^0-9\s@$<{*/?#,][^\s@]*|[0-9]+([^0-9\s@/?#,;"'][^\s@]*)?|\$([^({\s@][^\s@]*)?|<[^>\s@]*|\{[^}\s@]*|\*+[^*\s@][^\s@]*)@
#         a URL with a token: 'https?://([^/?#\s:@]{4,}@(github\.com|gitlab\.com|huggingface\.co)|[A-Za-z0-9_-]{32,}@)'
#         a password in a connection string: '(?i:password|pwd)\s*=\s*[^;\s$<{*][^;\s]*;|;\s*(?i:password|pwd)\s*=\s*[^;\s$<{*]'
#         an HTTP credential: '(?i:bearer)\s+[A-Za-z0-9+/=._~-]{16}'
#         an access key of AWS: '(^|[^A-Z0-9])(AKIA|ASIA)[A-Z2-7]{16}([^A-Z0-9]|$)'
#         a storage key of Azure: '(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}'
#         a shared access signature of Azure: '(^|[?&;])sig=[A-Za-z0-9%+/_-]{20}'
#         an API key of Google: 'AIza[0-9A-Za-z_-]{35}'
#         a client secret of Google: 'GOCSPX-[0-9A-Za-z_-]{20}'
#         an access token of Google: 'ya29\.[0-9A-Za-z_-]{20}'
#         a token of Databricks: 'dapi[0-9a-f]{32}'
#         a token of GitHub: 'gh[opsur]_[0-9A-Za-z]{30}|github_pat_[0-9A-Za-z_]{20}'
#         a token of GitLab: 'glpat-[0-9A-Za-z_-]{20}'
#         a token of Grafana: 'glsa_[0-9A-Za-z]{20}'
#         a token of Hugging Face: '(hf|api_org)_[0-9A-Za-z]{30}'
#         a token of npm: 'npm_[0-9A-Za-z]{30}'
#         a token of PyPI: 'pypi-[0-9A-Za-z_-]{40}'
#         a token of Replicate: '(^|[^0-9A-Za-z])r8_[0-9A-Za-z]{20}'
#         a token of Slack: 'xox[abeoprs]-[0-9A-Za-z-]{10}'
#         a token of Vault: 'hv[bs]\.[0-9A-Za-z_-]{20}'
#         a webhook of Slack: 'hooks\.slack\.com/(services|triggers|workflows)/[0-9A-Za-z]'
#         an API key of Groq: 'gsk_[0-9A-Za-z]{30}'
#         an API key of LangSmith: 'lsv2_(pt|sk)_[0-9a-f]{20}'
#         an API key of NVIDIA: 'nvapi-[0-9A-Za-z_-]{20}'
#         an API key of SendGrid: 'SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16}'
#         an API key of Stripe: '[rs]k_live_[0-9A-Za-z]{16}'
#         an API key of xAI: 'xai-[0-9A-Za-z]{20}'
#         an API key that begins with sk-: '(^|[^0-9A-Za-z])sk-((admin|ant|or|proj|svcacct)-[0-9A-Za-z_-]{20}|[0-9A-Za-z]{20})'
#     ownShapes:
#       description: More of them, of your organisation, beside those of `shapes`.
#       type: object
#       additionalProperties:
#         type: string
#         format: regex
#       default: {}
#     exempt:
#       description: >-
#         Variables whose values may look so, in any case: names, or regular expressions (RE2) of whole names.
#       type: array
#       items:
#         type: string
#         format: regex
#       default: []
package modelspec.rules["supply-chain"]["no-secrets-by-shape"]

import data.modelspec.lib.result
import data.modelspec.lib.secrets

report contains finding if {
	some name, value in input.spec.runtime.environment.variables
	some shape in secrets.shapes(value)
	not _exempt(name)
	finding := _fail({
		# Not to the variable: reports quote the line that the path leads to.
		"path": ["spec", "runtime", "environment", "variables"],
		"secret": ["spec", "runtime", "environment", "variables", name],
		"message": $"The value of the variable {name} looks like {shape}.",
	})
}

_exempt(name) if {
	some pattern in data.params["supply-chain"]["no-secrets-by-shape"].exempt
	regex.match($"(?i)^(?:{pattern})$", name)
}

_fail(details) := result.fail(rego.metadata.chain(), details)
