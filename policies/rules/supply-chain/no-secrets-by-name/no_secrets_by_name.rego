# METADATA
# title: Keep secrets out of variables that are named after them
# description: >-
#   A spec is kept in version control, shown in reviews and copied into reports, so a secret in it is known to all who
#   see one of these, for ever. A variable whose name matches one of `names` holds a secret, unless it is one of
#   `harmless`, is empty, or its value matches one of `references`: then it says where the secret is. The value is never
#   shown, and a finding leads to the section, for reports quote the line that it leads to. A variable can be found both
#   by its name and by the shape of its value.
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
#     from a secret store, such as a Kubernetes Secret. If it is no secret, add the name to `harmless` in the profile.
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
#         - (?i)(^|[_.-])(token|passwords?|passwd|passphrase|pwd|secrets?|credentials?)$
#         - (?i)(^|[_.-])(api|access|secret|private|signing|encryption|account|license)[_.-]?key(_?id)?$
#         - (?i)(password|apikey|secretkey)$
#         - (?i)(^|[_.-])(database|db|redis|postgres|mongo|amqp)_(dsn|connection_?string)$
#     harmless:
#       description: Names of variables that look like those of secrets and are none, in any case.
#       type: array
#       items:
#         type: string
#       default: [BOS_TOKEN, CLS_TOKEN, EOS_TOKEN, MASK_TOKEN, PAD_TOKEN, SEP_TOKEN, STOP_TOKEN, UNK_TOKEN]
#     references:
#       description: Regular expressions (RE2) that find values which say where a secret is, and are none.
#       type: array
#       items:
#         type: string
#         format: regex
#       default:
#         - ^\s*$
#         - ^\$\([^()]+\)$
#         - ^\$\{[^{}]+\}$
#         - ^/[^\s]+$
#         - ^(vault|secret|secrets|secretref|op|ssm|secretsmanager|awssm|gcpsm|azkv|akv|file)(:|\+|://)[^\s]+$
package modelspec.rules["supply-chain"]["no-secrets-by-name"]

import data.modelspec.lib.result

report contains finding if {
	some name, value in input.spec.runtime.environment.variables
	_named_after_secret(name)
	not _refers(value)
	finding := _fail({
		# Not to the variable: reports quote the line that the path leads to.
		"path": ["spec", "runtime", "environment", "variables"],
		"secret": ["spec", "runtime", "environment", "variables", name],
		"message": $"The variable {name} is named after a secret and has its value in the spec.",
	})
}

_named_after_secret(name) if {
	some pattern in _params.names
	regex.match(pattern, name)
	not upper(name) in {upper(harmless) | some harmless in _params.harmless}
}

_refers(value) if {
	some pattern in _params.references
	regex.match(pattern, value)
}

_params := data.params["supply-chain"]["no-secrets-by-name"]

_fail(details) := result.fail(rego.metadata.chain(), details)
