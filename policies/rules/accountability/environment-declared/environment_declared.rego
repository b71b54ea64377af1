# METADATA
# title: Say which environment a deployment is for
# description: >-
#   What is a convenience in development can be a fault in production, so a label of the spec or of its namespace says
#   which of the two it is. Rules that apply in production only read it from here: a value listed in `production` under
#   one of the `labels` makes it production, whether the spec or the namespace has it. Values that differ only in upper
#   and lower case are the same.
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
#     on the namespace.
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
#       default: [prod, production, live]
#     assumeProduction:
#       description: Whether a deployment without any of these labels counts as production.
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

_params := data.params.accountability["environment-declared"]

_fail(details) := result.fail(rego.metadata.chain(), details)
