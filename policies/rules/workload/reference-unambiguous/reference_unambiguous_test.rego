package modelspec.rules.workload["reference-unambiguous_test"]

import data.modelspec.rules.workload["reference-unambiguous"] as reference_unambiguous

test_fail_when_the_names_differ if {
	_findings(["a", "b", "a"]) == {{
		"rule": "workload/reference-unambiguous",
		"title": "Name one spec for one workload",
		"severity": "high",
		"remediation": concat(" ", [
			"Leave the annotation `piqc.ai/modelspec` on the workload, and take it off the pod template or give it the",
			"same value there.",
		]),
		"path": ["metadata", "name"],
		"message": "Deployment chat names more than one ModelSpec: `a` at /0, `b` at /1, `a` at /2.",
	}}
}

test_success_with_one_name if {
	_findings(["a"]) == set()
	_findings(["a", "a"]) == set()
}

test_success_without_a_workload if {
	every document in [{}, {"context": {"surface": "cli"}}] {
		findings := reference_unambiguous.report with input as document
		findings == set()
	}
}

_findings(names) := findings if {
	findings := reference_unambiguous.report with input.context.workload as {
		"kind": "Deployment",
		"name": "chat",
		"references": [{"pointer": $"/{index}", "name": name} | some index, name in names],
	}
}
