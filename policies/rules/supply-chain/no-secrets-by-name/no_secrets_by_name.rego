# METADATA
# title: Keep secrets out of variables that are named after them
# description: >-
#   A spec is kept in version control, shown in reviews and copied into reports, so a secret in it is known to all who
#   see one of these, for ever. A variable whose name matches one of `names` holds a secret, unless it is one of
#   `harmless` or `alsoHarmless`, or its value is one of `plain`, such as `true`, or one of `references`, which say where
#   the secret is. The value is never shown, and a finding leads to the section, for reports quote the line that it leads
#   to. A variable can be found both by its name and by the shape of its value.
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
#     from a secret store, such as a Kubernetes Secret. If it is no secret, add the name to `alsoHarmless` in the profile.
#   controls:
#     - cwe/798
#     - nist-800-53/ia-5-7
#     - owasp-llm/llm02
#     - eu-ai-act/art-15-5
#     - gdpr/art-5-1-f
#     - nist-ai-rmf/measure-2.7
#     - soc-2/cc6.1
#   parameters:
#     names:
#       description: Regular expressions (RE2) that find the names of variables that hold secrets.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - (?i)(^|[_.-])(token|secret|password|passwd|passphrase|credential|cred|apikey)s?([0-9_.-].*)?$
#         - (?i)(^|[_.-])(api|access|secret|private|signing|encryption|account|license)[_.-]?keys?(_?id)?([0-9_.-].*)?$
#         - (?i)(token|secret|password|passwd|apikey|accesskey|secretkey)$
#         - (?i)[_.-](key|pwd)s?[0-9]*$
#         - (?i)(^|[_.-])(pass|pat|bearer|cookie|authorization|basic_?auth|auth_?headers?|jaas_?config)$
#         - (?i)(^|[_.-])(dsn|connection_?string|mongo(db)?_ur[il]|otlp_([a-z]+_)?headers)$
#     harmless:
#       description: >-
#         Names of variables that look like those of secrets and are none, in any case: names, or regular expressions
#         (RE2) of whole names. A list in a profile takes the place of this one; what is to be added to it goes into
#         `alsoHarmless`.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - (.+_)?(BOS|CLS|END|EOS|EOT|MASK|PAD|SEP|START|STOP|UNK)_TOKENS?
#         - (.+_)?(MAX|MIN|NUM)_(.+_)?TOKENS?
#         - .+_PER_TOKENS?
#         - (.+_)?(CACHE|FOREIGN|PARTITION|PRIMARY|PUBLIC|ROUTING|SORT)_KEYS?
#         - .*(CREDENTIAL|KEY|PASSWORD|SECRET|TOKEN)S?_(.+_)?(COUNT|DIR|ENDPOINT|FILE|HEADER|LENGTH|LIMIT|NAME|PATH|TTL|TYPE|URL)
#     alsoHarmless:
#       description: More of them, of your organisation, beside those of `harmless`.
#       type: array
#       items:
#         type: string
#         format: regex
#       default: []
#     plain:
#       description: >-
#         Regular expressions (RE2) that find values which are no secrets whatever the variable is called: switches,
#         numbers of a few digits, words in angle brackets, and addresses without a user and a query.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - (?i)^(true|false|yes|no|on|off|enabled|disabled|none|null)$
#         - ^[+-]?[0-9]{1,7}(\.[0-9]+)?$
#         - ^<[^<>]*>$
#         - ^[A-Za-z][A-Za-z0-9+.-]*://[^\s?#@]+$
#     references:
#       description: Regular expressions (RE2) that find values which say where a secret is, and are none.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - ^\s*$
#         - ^\$[A-Z_][A-Z0-9_]*$
#         - ^\$(\([A-Za-z0-9_.-]+\)|\{[A-Za-z0-9_.-]+\})$
#         - ^\$?\{\{[^{}"'`]+\}\}$
#         - ^/(app|config|data|dev|etc|home|mnt|opt|run|secrets?|srv|tmp|usr|var|vault)/[\w./@-]+$
#         - ^/[\w./-]+\.(conf|json|key|pem|txt|ya?ml)$
#         - (?i)^(vault|secrets?|secretref|secretkeyref|op|sm|ssm|secretsmanager|awssm|gcpsm|azkv|akv|file)[:+][\w.-]*/[\w./@#?=&:-]+$
#         - (?i)^ref\+[a-z0-9]+://\S+$
#         - ^secretref:[a-z0-9][a-z0-9.-]*$
#         - ^arn:aws[a-z-]*:(secretsmanager|ssm):\S+$
#         - ^projects/[^/\s]+/secrets/\S+$
#         - ^@Microsoft\.KeyVault\([^()]+\)$
package modelspec.rules["supply-chain"]["no-secrets-by-name"]

import data.modelspec.lib.result
import data.modelspec.lib.secrets

report contains finding if {
	some name, value in input.spec.runtime.environment.variables
	secrets.named(name)
	not _known(value)
	finding := _fail({
		# Not to the variable: reports quote the line that the path leads to.
		"path": ["spec", "runtime", "environment", "variables"],
		"secret": ["spec", "runtime", "environment", "variables", name],
		"message": $"The variable {name} is named after a secret and has its value in the spec.",
	})
}

# No secret, or where it is.
_known(value) if {
	some list in ["plain", "references"]
	some pattern in _params[list]
	regex.match(pattern, value)
}

_params := data.params["supply-chain"]["no-secrets-by-name"]

_fail(details) := result.fail(rego.metadata.chain(), details)
