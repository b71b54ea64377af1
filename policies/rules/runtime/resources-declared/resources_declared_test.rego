package modelspec.rules.runtime["resources-declared_test"]

import data.modelspec.rules.runtime["resources-declared"] as resources_declared

test_fail_for_both_when_any_section_on_the_way_is_missing if {
	every document in [{}, {"spec": {}}, {"spec": {"runtime": {}}}, {"spec": {"runtime": {"resources": {}}}}] {
		findings := resources_declared.report with input as document
		findings == {_cores, _memory}
	}
}

test_fail_for_the_one_that_is_missing if {
	_findings({"memoryGb": 32}) == {_cores}
	_findings({"cpuCores": 8, "ephemeralStorageGb": 100}) == {_memory}
}

test_fail_when_it_is_zero_or_no_number if {
	_findings({"cpuCores": 0, "memoryGb": "32"}) == {_cores, _memory}
}

test_success_with_both if {
	_findings({"cpuCores": 1, "memoryGb": 0.5}) == set()
}

_findings(resources) := findings if {
	findings := resources_declared.report with input.spec.runtime.resources as resources
}

_cores := _finding(
	["spec", "runtime", "resources", "cpuCores"],
	"The spec does not say how many cores a replica takes; resources.cpuCores must be above 0.",
)

_memory := _finding(
	["spec", "runtime", "resources", "memoryGb"],
	"The spec does not say how much memory a replica takes; resources.memoryGb must be above 0.",
)

_finding(path, message) := {
	"rule": "runtime/resources-declared",
	"title": "Say how much processor and memory a replica takes",
	"severity": "medium",
	"remediation": "Set `cpuCores` and `memoryGb` in `spec.runtime.resources`, and give the container the same as request.",
	"path": path,
	"message": message,
}
