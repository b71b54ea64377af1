# METADATA
# title: Keep enough replicas running in production
# description: >-
#   A single replica is gone with its machine, with each update of that machine, and with each of its own, and the
#   next one loads its weights for minutes. What production is, the labels of spec and namespace tell. As many
#   replicas as `minReplicas` of the parameters are enough. A spec that does not say how many run is left to
#   `scaling/bounds-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
#     description: Kubernetes, disruptions
#   - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#     description: EU AI Act, article 15 (4) on robustness through redundancy
# custom:
#   severity: high
#   remediation: >-
#     Raise `spec.operations.scaling.minReplicas` to the number asked for, and spread the replicas over machines.
#   controls:
#     - eu-ai-act/art-15-4
#     - gdpr/art-32-1-b
#     - nist-ai-rmf/measure-2.7
#     - soc-2/a1.2
#   parameters:
#     minReplicas:
#       description: The fewest replicas that must be running in production.
#       type: integer
#       minimum: 1
#       default: 2
package modelspec.rules.scaling["availability-in-production"]

import data.modelspec.lib.environment
import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	replicas := input.spec.operations.scaling.minReplicas
	replicas < _min_replicas
	environment.production
	finding := _fail({
		"path": ["spec", "operations", "scaling", "minReplicas"],
		"message": $"In production at least {texts.counted(_min_replicas, "replica")} must be running; the spec asks for {replicas}.",
	})
}

_min_replicas := data.params.scaling["availability-in-production"].minReplicas

_fail(details) := result.fail(rego.metadata.chain(), details)
