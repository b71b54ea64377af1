# METADATA
# title: Let in enough requests to fill a batch
# description: >-
#   A batch is filled from the requests that are being served at the same time. If `maxConcurrency` is below
#   `maxBatchSize`, no batch is ever full: the accelerator has memory set aside for places that stay empty.
# scope: package
# related_resources:
#   - ref: https://sre.google/sre-book/handling-overload/
#     description: Site Reliability Engineering, chapter 21 on handling overload
#   - ref: https://docs.vllm.ai/en/v0.8.1/serving/engine_args.html
#     description: vLLM, the argument --max-num-seqs
# custom:
#   severity: low
#   remediation: >-
#     Raise `spec.operations.serving.maxConcurrency` to `spec.runtime.batch.maxBatchSize` or beyond, so that the next
#     requests are waiting when a batch is done, or lower the batch size.
#   controls: []
package modelspec.rules.serving["concurrency-against-batch"]

import data.modelspec.lib.result
import data.modelspec.lib.texts

report contains finding if {
	concurrency := input.spec.operations.serving.maxConcurrency
	batch := input.spec.runtime.batch.maxBatchSize
	concurrency < batch
	finding := _fail({
		"path": ["spec", "operations", "serving", "maxConcurrency"],
		"message": $"At a time {texts.counted(concurrency, "request")} may be served; a batch holds {batch} and never fills.",
	})
}

_fail(details) := result.fail(rego.metadata.chain(), details)
