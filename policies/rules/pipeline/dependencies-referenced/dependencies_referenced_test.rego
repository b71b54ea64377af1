package modelspec.rules.pipeline["dependencies-referenced_test"]

import data.modelspec.rules.pipeline["dependencies-referenced"] as dependencies_referenced

test_fail_when_it_is_missing_or_blank if {
	_findings([{"id": "a"}, {"id": "b", "specRef": " "}, {"id": "c", "specRef": "support-c"}]) == {
		_reference(0, "The dependency `a` does not say which spec it is; specRef must be set."),
		_reference(1, "The dependency `b` does not say which spec it is; specRef must be set."),
	}
}

test_success_with_a_reference if {
	_findings([{"id": "a", "specRef": "support-a"}]) == set()
}

test_success_without_dependencies if {
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}, {"spec": {"pipeline": {"dependencies": []}}}] {
		findings := dependencies_referenced.report with input as document
		findings == set()
	}
}

_findings(dependencies) := findings if {
	findings := dependencies_referenced.report with input.spec.pipeline.dependencies as dependencies
}

_reference(index, message) := _finding(["spec", "pipeline", "dependencies", index, "specRef"], message)

_finding(path, message) := {
	"rule": "pipeline/dependencies-referenced",
	"title": "Say which spec a dependency is",
	"severity": "low",
	"remediation": "Set `specRef` of the dependency to `metadata.name` of its spec, and write that spec if there is none.",
	"path": path,
	"message": message,
}
