# METADATA
# title: Plan to cost no more than allowed
# description: >-
#   A target above what the organisation is ready to pay is no target, and one far above is a slip: a price for a
#   million tokens where one for a thousand belongs. The limit is `maxUsd`, and it is allowed itself. A spec without a
#   target is left to `cost/target-declared`.
# scope: package
# related_resources:
#   - ref: https://www.finops.org/framework/
#     description: FinOps Framework, on budgeting and unit economics
# custom:
#   severity: medium
#   remediation: >-
#     Make sure that `spec.governance.cost.targetCostPer1kTokensUsd` is in US dollars for 1,000 tokens, not for a
#     million. If it is, lower the cost with larger batches, a smaller model or a lower precision.
#   controls: []
#   parameters:
#     maxUsd:
#       description: The most that 1,000 tokens may cost, in US dollars.
#       type: number
#       minimum: 0
#       default: 1
package modelspec.rules.cost["target-max"]

import data.modelspec.lib.result

report contains finding if {
	target := input.spec.governance.cost.targetCostPer1kTokensUsd
	target > _params.maxUsd
	finding := _fail({
		"path": ["spec", "governance", "cost", "targetCostPer1kTokensUsd"],
		"message": $"1,000 tokens may cost {target} USD; the limit is {_params.maxUsd} USD.",
	})
}

_params := data.params.cost["target-max"]

_fail(details) := result.fail(rego.metadata.chain(), details)
