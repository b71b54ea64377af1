package modelspec.rules.runtime["environment-names-reserved_test"]

import data.modelspec.rules.runtime["environment-names-reserved"] as environment_names_reserved

test_fail_for_each_reserved_name if {
	_findings({"LD_PRELOAD": "/tmp/a.so", "nvidia_visible_devices": "all", "HF_HUB_OFFLINE": "1"}) == {
		_variable("LD_PRELOAD"),
		_variable("nvidia_visible_devices"),
	}
}

test_success_with_other_names if {
	_findings({"HF_HUB_OFFLINE": "1", "LD_PRELOADED": "1", "CUDA_VISIBLE_DEVICES": "0"}) == set()
}

test_success_without_variables if {
	_findings({}) == set()
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}, {"spec": {"runtime": {"environment": {}}}}] {
		findings := environment_names_reserved.report with input as document
			with data.params.runtime["environment-names-reserved"].reserved as ["LD_PRELOAD"]
		findings == set()
	}
}

_findings(variables) := findings if {
	findings := environment_names_reserved.report with input.spec.runtime.environment.variables as variables
		with data.params.runtime["environment-names-reserved"].reserved as ["ld_preload", "NVIDIA_VISIBLE_DEVICES"]
}

_variable(name) := _finding(
	["spec", "runtime", "environment", "variables", name],
	$"The variable {name} is reserved; a spec may not set it.",
)

_finding(path, message) := {
	"rule": "runtime/environment-names-reserved",
	"title": "Leave variables alone that undermine the platform",
	"severity": "high",
	"remediation": concat(" ", [
		"Remove the variable from `spec.runtime.environment.variables`. How many accelerators there are says",
		"`spec.runtime.accelerator.count`; what the server needs belongs into its image.",
	]),
	"path": path,
	"message": message,
}
