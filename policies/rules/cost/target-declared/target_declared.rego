# METADATA
# title: Say what the deployment may cost
# description: >-
#   Accelerators cost the same whether they are used or not, and what a deployment costs shows only when it is put in
#   relation to what it does. With a target for 1,000 tokens, somebody can see that a deployment has become too dear.
#   Nothing is for nothing, so 0 is no target.
# scope: package
# related_resources:
#   - ref: https://www.finops.org/framework/
#     description: FinOps Framework, on budgeting and unit economics
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MAP 3.2 on examining costs
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.governance.cost.targetCostPer1kTokensUsd` to what 1,000 tokens may cost in US dollars, such as `0.005`.
#     The price of an hour divided by the thousands of tokens made in it is a good start.
#   controls:
#     - nist-ai-rmf/map-3.2
package modelspec.rules.cost["target-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "governance", "cost", "targetCostPer1kTokensUsd"],
		"message": "The spec does not say what 1,000 tokens may cost; cost.targetCostPer1kTokensUsd must be above 0.",
	})
}

_declared if {
	target := input.spec.governance.cost.targetCostPer1kTokensUsd
	is_number(target)
	target > 0
}

_fail(details) := result.fail(rego.metadata.chain(), details)
