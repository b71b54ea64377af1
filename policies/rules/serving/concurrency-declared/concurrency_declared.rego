# METADATA
# title: Say how many requests are served at a time
# description: >-
#   A replica that takes every request gets slower with each, until all of them time out and none is answered. With a
#   limit it turns away what it cannot do, which a client can try elsewhere, and the platform knows when a replica is
#   full.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/handling-overload/
#     description: Site Reliability Engineering, chapter 21 on handling overload
#   - ref: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
#     description: OWASP Top 10 for LLM applications, LLM10 on unbounded consumption
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.operations.serving.maxConcurrency` to what a replica serves within its latency target: a batch or two.
#   controls:
#     - soc-2/a1.1
package modelspec.rules.serving["concurrency-declared"]

import data.modelspec.lib.result

report contains finding if {
	not _declared
	finding := _fail({
		"path": ["spec", "operations", "serving", "maxConcurrency"],
		"message": "The spec does not say how many requests are served at a time; serving.maxConcurrency must be set.",
	})
}

_declared if is_number(input.spec.operations.serving.maxConcurrency)

_fail(details) := result.fail(rego.metadata.chain(), details)
