# METADATA
# title: Name provider and instance type together
# description: >-
#   An instance type has a price only together with the cloud that offers it, and a cloud alone has none. Each is there
#   to work out what a deployment costs, and one without the other does not help. A spec with neither says nothing about
#   prices, which is no mistake.
# scope: package
# related_resources:
#   - ref: https://www.finops.org/framework/
#     description: FinOps Framework, on budgeting and unit economics
# custom:
#   severity: low
#   remediation: >-
#     Set both `cloudProvider` and `instanceType` in `spec.governance.cost.pricingHints`, such as `aws` and `g5.xlarge`,
#     or leave out both.
#   controls: []
package modelspec.rules.cost["pricing-hints-complete"]

import data.modelspec.lib.result

report contains finding if {
	some field, other in {"cloudProvider": "instanceType", "instanceType": "cloudProvider"}
	_given(other)
	not _given(field)
	finding := _fail({
		"path": ["spec", "governance", "cost", "pricingHints", field],
		"message": $"The pricing hints have {other} without {field}; a price needs both.",
	})
}

_given(field) if trim_space(input.spec.governance.cost.pricingHints[field]) != ""

_fail(details) := result.fail(rego.metadata.chain(), details)
