# METADATA
# title: Trace requests in production
# description: >-
#   An answer takes its way through guardrails, retrieval, queues and the model. When it is late or wrong in production,
#   only a trace shows where. Silence counts as no. What is in production, `accountability/environment-declared` tells.
#   Where personal data is allowed and `privacy/pii-tracing` asks for no traces, this rule does not ask for them.
# scope: package
# related_resources:
#   - ref: https://opentelemetry.io/docs/concepts/signals/traces/
#     description: OpenTelemetry on traces
#   - ref: https://www.nist.gov/itl/ai-risk-management-framework
#     description: NIST AI RMF, MEASURE 2.4 on monitoring in production
# custom:
#   severity: low
#   remediation: >-
#     Set `spec.operations.observability.tracing.enabled` to `true`, and sample as few requests as are enough.
#   controls:
#     - nist-ai-rmf/measure-2.4
#     - eu-ai-act/art-12-1
#     - iso-42001/a.6.2.6
#     - soc-2/cc7.2
package modelspec.rules.observability["tracing-in-production"]

import data.modelspec.lib.asked
import data.modelspec.lib.environment
import data.modelspec.lib.result

report contains finding if {
	not _enabled
	environment.production
	not _forbidden
	finding := _fail({
		"path": ["spec", "operations", "observability", "tracing", "enabled"],
		"message": $"Tracing is {_found}; in production it must be enabled.",
		"replacement": true,
	})
}

_enabled if input.spec.operations.observability.tracing.enabled == true

# The other rule wants tracing off, so nobody can do what both want.
_forbidden if {
	input.spec.governance.compliance.pii.allowed == true
	asked.rule("privacy", "pii-tracing")
	not data.params.privacy["pii-tracing"].contentsAreLeftOut
}

_found := "disabled" if is_boolean(input.spec.operations.observability.tracing.enabled)

else := "not mentioned"

_fail(details) := result.fail(rego.metadata.chain(), details)
