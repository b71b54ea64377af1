# METADATA
# title: Say how a deployment scales
# description: >-
#   If the bounds leave room, something must decide how many replicas run: load as it comes (`reactive`), load as it
#   is expected (`predictive`), or a person (`manual`). Fixed bounds leave nothing to decide, and bounds that are
#   missing are left to `scaling/bounds-declared`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.operations.scaling.strategy` to `reactive`, `predictive` or `manual`.
#   controls: []
package modelspec.rules.scaling["strategy-declared"]

import data.modelspec.lib.result

report contains finding if {
	scaling := input.spec.operations.scaling
	scaling.minReplicas < scaling.maxReplicas
	not _declared
	bounds := $"Between {scaling.minReplicas} and {scaling.maxReplicas} replicas may run"
	finding := _fail({
		"path": ["spec", "operations", "scaling", "strategy"],
		"message": $"{bounds}, but the spec does not say what decides; scaling.strategy must be set.",
	})
}

_declared if is_string(input.spec.operations.scaling.strategy)

_fail(details) := result.fail(rego.metadata.chain(), details)
