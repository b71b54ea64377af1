# METADATA
# title: Say how long a request may take
# description: >-
#   A request without a limit holds its place in the batch, its memory and its client for as long as the model goes on
#   writing, which after a prompt that makes it repeat itself is very long. The limit has to be above 0 seconds.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/addressing-cascading-failures/
#     description: Site Reliability Engineering, chapter 22 on cascading failures
#   - ref: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
#     description: OWASP Top 10 for LLM applications, LLM10 on unbounded consumption
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.serving.timeoutSeconds` to the longest time that an answer may take, and configure the
#     server and what is in front of it accordingly.
#   controls: []
package modelspec.rules.serving["timeout-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _limited
	finding := _fail({
		"path": ["spec", "operations", "serving", "timeoutSeconds"],
		"message": "Nothing limits how long a request takes; serving.timeoutSeconds must be a number above 0.",
	})
}

_limited if {
	seconds := input.spec.operations.serving.timeoutSeconds
	is_number(seconds)
	seconds > 0
}

_fail(details) := result.fail(rego.metadata.chain(), details)
