# METADATA
# title: Run no more replicas than allowed
# description: >-
#   An upper bound that is far beyond what is needed bounds nothing: a loop of retries, or somebody who attacks, makes
#   a deployment grow to it, and pay for it. The greater of `minReplicas` and `maxReplicas` counts, and `max` itself is
#   allowed. How many accelerators all replicas may hold together, those that are kept warm among them, is checked by
#   `accelerators/total-max`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#     description: Kubernetes, horizontal pod autoscaling
#   - ref: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
#     description: OWASP Top 10 for LLM applications, LLM10 on unbounded consumption
# custom:
#   severity: medium
#   remediation: >-
#     Lower `maxReplicas` in `spec.operations.scaling` to what the expected peak takes, with some room, and `minReplicas`
#     to no more than that.
#   controls:
#     - soc-2/a1.1
#   parameters:
#     max:
#       description: The most replicas that a deployment may grow to.
#       type: integer
#       minimum: 1
#       default: 100
package modelspec.rules.scaling["replicas-max"]

import data.modelspec.lib.replicas
import data.modelspec.lib.result

report contains finding if {
	replicas.most > _max
	finding := _fail({
		"path": ["spec", "operations", "scaling", replicas.bound],
		"message": $"Up to {replicas.most} replicas may run; the limit is {_max}.",
	})
}

_max := data.params.scaling["replicas-max"].max

_fail(details) := result.fail(rego.metadata.chain(), details)
