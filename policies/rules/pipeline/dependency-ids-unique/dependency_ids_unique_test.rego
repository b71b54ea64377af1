package modelspec.rules.pipeline["dependency-ids-unique_test"]

import data.modelspec.rules.pipeline["dependency-ids-unique"] as dependency_ids_unique

test_fail_for_each_that_has_the_id_of_another if {
	_findings([{"id": "a"}, {"id": "b"}, {"id": "a"}, {"id": "b"}, {"id": "a"}]) == {
		_id(2, "Dependency 2 has the id `a`, which is that of dependency 0."),
		_id(3, "Dependency 3 has the id `b`, which is that of dependency 1."),
		_id(4, "Dependency 4 has the id `a`, which is that of dependency 0."),
	}
}

test_success_when_all_differ if {
	_findings([{"id": "a"}]) == set()
	_findings([{"id": "a"}, {"id": "A"}, {"id": "a "}]) == set()
}

test_success_without_dependencies if {
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}, {"spec": {"pipeline": {"dependencies": []}}}] {
		findings := dependency_ids_unique.report with input as document
		findings == set()
	}
}

_findings(dependencies) := findings if {
	findings := dependency_ids_unique.report with input.spec.pipeline.dependencies as dependencies
}

_id(index, message) := _finding(["spec", "pipeline", "dependencies", index, "id"], message)

_finding(path, message) := {
	"rule": "pipeline/dependency-ids-unique",
	"title": "Give each dependency an id of its own",
	"severity": "medium",
	"remediation": "Rename one of the dependencies, after what it does: `embedder`, `reranker`.",
	"path": path,
	"message": message,
}
