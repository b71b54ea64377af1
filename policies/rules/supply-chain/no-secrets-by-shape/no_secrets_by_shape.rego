# METADATA
# title: Keep values that are secrets out of variables
# description: >-
#   Keys and tokens have shapes that give them away whatever the variable is called. A spec is kept in version control,
#   shown in reviews and copied into reports, so a secret in it is known to all who see one of these, for ever. `shapes`
#   has the shapes that are looked for. The value is never shown, and a finding leads to the section, for reports quote
#   the line that it leads to.
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
#     from a secret store, such as a Kubernetes Secret.
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
#         anywhere in a value.
#       type: object
#       additionalProperties:
#         type: string
#         format: regex
#       minProperties: 1
#       default:
#         a private key: '-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----'
#         a JSON Web Token: '\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.'
#         a URL with a password: '[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s:@]*:[^/\s@$][^/\s@]*@'
#         an access key of AWS: '\b(AKIA|ASIA)[A-Z2-7]{16}\b'
#         a storage key of Azure: '\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}={0,2}'
#         an API key of Google: '\bAIza[0-9A-Za-z_-]{35}'
#         a token of GitHub: '\b(gh[opsur]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{50})'
#         a token of GitLab: '\bglpat-[0-9A-Za-z_-]{20}'
#         a token of Hugging Face: '\bhf_[A-Za-z]{30}'
#         a token of Slack: '\bxox[abeoprs]-[0-9A-Za-z-]{10}'
#         an API key that begins with sk-: '\bsk-[0-9A-Za-z_-]{20}'
package modelspec.rules["supply-chain"]["no-secrets-by-shape"]

import data.modelspec.lib.result

report contains finding if {
	some name, value in input.spec.runtime.environment.variables
	regex.match(_any_shape, value) # One look at most values: few of them have any shape.
	some shape, pattern in _params.shapes
	regex.match(pattern, value)
	finding := _fail({
		# Not to the variable: reports quote the line that the path leads to.
		"path": ["spec", "runtime", "environment", "variables"],
		"secret": ["spec", "runtime", "environment", "variables", name],
		"message": $"The value of the variable {name} looks like {shape}.",
	})
}

_any_shape := concat("|", [$"(?:{pattern})" | some pattern in _params.shapes])

_params := data.params["supply-chain"]["no-secrets-by-shape"]

_fail(details) := result.fail(rego.metadata.chain(), details)
