# METADATA
# title: Use no spot capacity in production
# description: >-
#   Spot capacity is cheap because the provider takes it back whenever somebody pays more, with a warning of seconds or
#   minutes. Loading a large model elsewhere takes longer than that, and other accelerators may be sold out at the same
#   time. What is in production, `accountability/environment-declared` tells.
# scope: package
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-interruptions.html
#     description: AWS, spot instances are interrupted with two minutes of notice
#   - ref: https://learn.microsoft.com/azure/virtual-machines/spot-vms
#     description: Azure, spot virtual machines are evicted with 30 seconds of notice
#   - ref: https://docs.cloud.google.com/compute/docs/instances/spot
#     description: Google Cloud, spot VMs are preempted with 30 seconds of notice
# custom:
#   severity: high
#   remediation: >-
#     Set `spec.governance.cost.pricingHints.spotAllowed` to `false`, and reserve capacity for what has to be there at
#     all times.
#   controls:
#     - soc-2/a1.2
package modelspec.rules.cost["spot-in-production"]

import data.modelspec.lib.environment
import data.modelspec.lib.result

report contains finding if {
	input.spec.governance.cost.pricingHints.spotAllowed == true
	environment.production
	finding := _fail({
		"path": ["spec", "governance", "cost", "pricingHints", "spotAllowed"],
		"message": "Spot capacity is allowed in production, where it can be taken away at any time.",
		"replacement": false,
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
