# METADATA
# title: Say which environment a deployment is for
# description: >-
#   What is a convenience in development can be a fault in production, so a label of the spec or of its namespace says
#   which of the two it is. Rules that apply in production only read it from here: a value listed in `production` under
#   one of the `labels` makes it production, whether the spec or the namespace has it. Values listed in `other` are no
#   production. A value on neither list is mostly a slip of the pen, so it is pointed out, and where `assumeProduction`
#   is set it counts as production: a slip turns no rule off. Upper and lower case and blanks around a value make no
#   difference, and a blank value says nothing.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
#     description: Kubernetes on labels, with environments among its examples
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MAP 1.1 on documenting where a system is deployed
# custom:
#   severity: low
#   remediation: >-
#     Set one of the labels in `metadata.labels` to the environment, such as `env: prod` or `env: dev`, or have it set
#     on the namespace. If your organisation calls an environment otherwise, add that to `production` or `other` in the
#     profile.
#   controls:
#     - nist-ai-rmf/map-1.1
#     - soc-2/cc8.1
#   parameters:
#     labels:
#       description: The labels that name the environment, on the spec or on its namespace.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       minItems: 1
#       default: [env, environment]
#     production:
#       description: The values of these labels that mean production.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       minItems: 1
#       default: [prod, prd, production, live]
#     other:
#       description: The values of these labels that mean something else than production.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [
#         dev, development, local, sandbox, ci, test, tst, testing, qa, int, integration, e2e, uat, acceptance, review,
#         preview, demo, stage, stg, staging, preprod, pre-prod, preproduction, pre-production, nonprod, non-prod,
#         nonproduction, non-production,
#       ]
#     assumeProduction:
#       description: >-
#         Whether a deployment counts as production without any of these labels, or with a value that is on neither list.
#       type: boolean
#       default: false
package modelspec.rules.accountability["environment-declared"]

import data.modelspec.lib.environment
import data.modelspec.lib.result

report contains finding if {
	count(environment.declared) == 0
	finding := _fail({
		"path": ["metadata", "labels"],
		"message": $"No label says which environment this is for; one of {concat(", ", _params.labels)} must.",
	})
}

report contains finding if {
	some name in _params.labels
	value := input.metadata.labels[name]
	_unknown(value)
	finding := _fail({
		"path": ["metadata", "labels", name],
		"message": $"The label {name} is \"{value}\", which is no environment that is known{_taken_for}.",
	})
}

report contains finding if {
	some name in _params.labels
	value := input.context.namespace.labels[name]
	_unknown(value)
	label := $"The label {name} of the namespace"
	finding := _fail({
		"path": ["metadata", "labels"],
		"message": $"{label} is \"{value}\", which is no environment that is known{_taken_for}.",
	})
}

_unknown(value) if environment.stated(value) in environment.unknown

_taken_for := "; it counts as production" if _params.assumeProduction

else := ""

_params := data.params.accountability["environment-declared"]

_fail(details) := result.fail(rego.metadata.chain(), details)
