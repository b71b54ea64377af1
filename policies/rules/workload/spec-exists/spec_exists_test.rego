package modelspec.rules.workload["spec-exists_test"]

import data.modelspec.rules.workload["spec-exists"] as spec_exists

test_fail_when_there_is_no_spec if {
	_findings({"context": {"workload": _workload}}) == {_finding("")}
}

test_fail_when_there_is_no_spec_in_the_namespace if {
	_findings({"context": {"namespace": {"name": "prod", "labels": {}}, "workload": _workload}}) == {_finding(" in the namespace prod")}
}

test_fail_when_the_spec_is_another if {
	_findings({
		"metadata": {"name": "support-chat-2"},
		"context": {"namespace": {"labels": {}}, "workload": _workload},
	}) == {_finding("")}
}

test_success_when_it_is_the_spec if {
	_findings({"metadata": {"name": "support-chat"}, "context": {"workload": _workload}}) == set()
}

test_success_without_a_workload if {
	every document in [{}, {"context": {"surface": "cli"}}, {"metadata": {"name": "support-chat"}}] {
		_findings(document) == set()
	}
}

_findings(document) := findings if {
	findings := spec_exists.report with input as document
}

_workload := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"name": "support-chat",
	"references": [{"pointer": "/metadata/annotations/piqc.ai~1modelspec", "name": "support-chat"}],
}

_finding(where) := {
	"rule": "workload/spec-exists",
	"title": "Run nothing under a spec that there is not",
	"severity": "critical",
	"remediation": concat(" ", [
		"Create the ModelSpec in the namespace of the workload before the workload itself, or correct the annotation",
		"`piqc.ai/modelspec` to `metadata.name` of the spec that is meant.",
	]),
	"path": [],
	"message": $"Deployment support-chat names the ModelSpec `support-chat`, which there is not{where}.",
}
