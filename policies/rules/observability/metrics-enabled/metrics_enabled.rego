# METADATA
# title: Measure the deployment
# description: >-
#   Without metrics nobody sees that answers take longer, that accelerators stand idle or that errors grow, and scaling
#   has nothing to go by. So a spec says that metrics are enabled; silence counts as no.
# scope: package
# related_resources:
#   - ref: https://prometheus.io/docs/practices/instrumentation/
#     description: Prometheus on what to measure
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MEASURE 2.4 on monitoring in production
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.observability.metrics.enabled` to `true`, and have the metrics collected.
#   controls:
#     - nist-ai-rmf/measure-2.4
#     - eu-ai-act/art-26-5
#     - eu-ai-act/art-72-2
#     - iso-42001/a.6.2.6
#     - nist-ai-rmf/manage-4.1
#     - soc-2/cc7.2
package modelspec.rules.observability["metrics-enabled"]

import data.modelspec.lib.result

report contains finding if {
	not _enabled
	finding := _fail({
		"path": ["spec", "operations", "observability", "metrics", "enabled"],
		"message": $"Metrics are {_found}; they must be enabled.",
		"replacement": true,
	})
}

_enabled if input.spec.operations.observability.metrics.enabled == true

_found := "disabled" if is_boolean(input.spec.operations.observability.metrics.enabled)

else := "not mentioned"

_fail(details) := result.fail(rego.metadata.chain(), details)
