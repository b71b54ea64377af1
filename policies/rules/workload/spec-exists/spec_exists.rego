# METADATA
# title: Run nothing under a spec that there is not
# description: >-
#   A workload that names its spec by the annotation `piqc.ai/modelspec` is governed by it: what it may be, and what
#   was approved, stands there. If there is no such spec in its namespace, nothing stands anywhere. Of a workload
#   without the annotation, nothing is asked. Where no workload is known, as at a terminal, the rule is silent.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
#     description: Kubernetes, annotations
#   - ref: https://www.iso.org/standard/42001
#     description: ISO/IEC 42001, control A.6.2.5 on the deployment of an AI system
# custom:
#   severity: critical
#   remediation: >-
#     Create the ModelSpec in the namespace of the workload before the workload itself, or correct the annotation
#     `piqc.ai/modelspec` to `metadata.name` of the spec that is meant.
#   controls:
#     - iso-42001/a.6.2.5
#     - nist-ai-rmf/govern-1.6
#     - soc-2/cc7.1
package modelspec.rules.workload["spec-exists"]

import data.modelspec.lib.result
import data.modelspec.lib.workloads

report contains finding if {
	name := input.context.workload.references[0].name
	not _at_hand(name)
	finding := _fail({
		"path": [],
		"message": $"{workloads.title} names the ModelSpec `{name}`, which there is not{_where}.",
	})
}

_at_hand(name) if input.metadata.name == name

_where := $" in the namespace {input.context.namespace.name}" if is_string(input.context.namespace.name)

else := ""

_fail(details) := result.fail(rego.metadata.chain(), details)
