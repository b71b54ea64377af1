# METADATA
# title: Give a strategy the targets that it needs, and no others
# description: >-
#   `reactive` and `predictive` scale towards a target: `targetLatencyMsP95` or `targetRps`, above 0. Without one
#   there is nothing to compare the load with, and the number of replicas never changes. With `manual` a person decides,
#   and nothing scales towards `targetRps`. `targetLatencyMsP95` is also what an answer may take, whatever decides how many
#   replicas run, so it may be there.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
#   - ref: https://sre.google/sre-book/service-level-objectives/
#     description: Site Reliability Engineering, chapter 4 on service level objectives
# custom:
#   severity: medium
#   remediation: >-
#     Set `targetLatencyMsP95` or `targetRps` in `spec.operations.scaling` to what a deployment is to achieve, or set
#     `strategy` to `manual` and leave `targetRps` out.
#   controls: []
package modelspec.rules.scaling["targets-fit-strategy"]

import data.modelspec.lib.result

report contains finding if {
	strategy := input.spec.operations.scaling.strategy
	strategy in {"reactive", "predictive"}
	not _aimed
	targets := concat(" or ", [$"scaling.{target}" | some target in _targets])
	finding := _fail({
		"path": ["spec", "operations", "scaling", "strategy"],
		"message": $"The strategy {strategy} has no target; {targets} must be above 0.",
	})
}

report contains finding if {
	scaling := input.spec.operations.scaling
	scaling.strategy == "manual"
	scaling.targetRps > 0
	finding := _fail({
		"path": ["spec", "operations", "scaling", "targetRps"],
		"message": $"The strategy is manual, so nothing scales towards targetRps {scaling.targetRps}.",
	})
}

_aimed if {
	some target in _targets
	value := input.spec.operations.scaling[target]
	is_number(value)
	value > 0
}

_targets := ["targetLatencyMsP95", "targetRps"]

_fail(details) := result.fail(rego.metadata.chain(), details)
