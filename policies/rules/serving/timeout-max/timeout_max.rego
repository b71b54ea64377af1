# METADATA
# title: Let no request take longer than allowed
# description: >-
#   What waits for an answer holds resources all the while: the client, each proxy on the way, a place in the batch.
#   Proxies and load balancers give up after some minutes anyway, and the answer is then computed for nobody.
#   `maxSeconds` itself is allowed.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
# custom:
#   severity: low
#   remediation: >-
#     Lower `spec.operations.serving.timeoutSeconds` to the limit, and make what takes longer a job that is asked for
#     its result later, or stream the answer.
#   controls: []
#   parameters:
#     maxSeconds:
#       description: The most seconds that a request may take.
#       type: integer
#       minimum: 1
#       default: 3600
package modelspec.rules.serving["timeout-max"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	seconds := input.spec.operations.serving.timeoutSeconds
	seconds > _max_seconds
	finding := _fail({
		"path": ["spec", "operations", "serving", "timeoutSeconds"],
		"message": $"A request may take {texts.counted(seconds, "second")}; the limit is {_max_seconds}.",
	})
}

_max_seconds := data.params.serving["timeout-max"].maxSeconds

_fail(details) := result.fail(rego.metadata.chain(), details)
