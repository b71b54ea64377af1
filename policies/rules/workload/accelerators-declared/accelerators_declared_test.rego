package modelspec.rules.workload["accelerators-declared_test"]

import data.modelspec.rules.workload["accelerators-declared"] as accelerators_declared

test_fail_with_more_than_declared if {
	_findings(4, [{"count": 1, "containers": [_asking("server", "8")]}]) == {_finding(concat("", [
		"Deployment chat asks for accelerators: 8 for each replica (8 nvidia.com/gpu in server); ",
		"the spec declares 4.",
	]))}
}

test_fail_with_all_that_takes_part if {
	_findings(8, [
		{"name": "leader", "count": 1, "containers": [_asking("vllm", "4")], "initContainers": [_asking("init", "1")]},
		{"name": "worker", "count": 2, "containers": [_asking("vllm", "4"), {"name": "log", "resources": {"cpu": "1"}}]},
	]) == {_finding(concat("", [
		"Deployment chat asks for accelerators: 12 for each replica ",
		"(4 nvidia.com/gpu in leader/vllm, 1 nvidia.com/gpu in leader/init, 2 times 4 nvidia.com/gpu in worker/vllm); ",
		"the spec declares 8.",
	]))}
}

test_success_with_as_many_or_fewer if {
	every declared in [4, 5] {
		_findings(declared, [{"count": 1, "containers": [_asking("server", "4")]}]) == set()
	}
	_findings(1, [{"count": 1, "containers": [{"name": "server"}]}]) == set()
	_findings(1, []) == set()
}

test_success_without_a_workload if {
	every document in [{}, {"spec": {"runtime": {"accelerator": {"count": 0}}}}] {
		findings := accelerators_declared.report with input as document with data.params as _params
		findings == set()
	}
}

test_success_without_a_spec if {
	findings := accelerators_declared.report with input.context.workload as {
		"kind": "Deployment",
		"pods": [{"count": 1, "containers": [_asking("server", "4")]}],
	}
		with data.params as _params
	findings == set()
}

_findings(declared, pods) := findings if {
	findings := accelerators_declared.report with input as {
		"spec": {"runtime": {"accelerator": {"count": declared}}},
		"context": {"workload": {"kind": "Deployment", "name": "chat", "pods": pods}},
	}
		with data.params as _params
}

_asking(name, amount) := {"name": name, "resources": {"nvidia.com/gpu": amount}}

_params := {"workload": {"accelerators-declared": {"resources": {"nvidia.com/*": 1}}}}

_finding(message) := {
	"rule": "workload/accelerators-declared",
	"title": "Ask for no more accelerators than the spec declares",
	"severity": "high",
	"remediation": "Raise `spec.runtime.accelerator.count` and have it approved, or lower the limits of the workload.",
	"path": ["spec", "runtime", "accelerator", "count"],
	"message": message,
}
