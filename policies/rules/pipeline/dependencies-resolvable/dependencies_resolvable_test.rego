package modelspec.rules.pipeline["dependencies-resolvable_test"]

import data.modelspec.rules.pipeline["dependencies-resolvable"] as dependencies_resolvable

test_fail_for_each_that_is_not_known if {
	_findings([{"id": "a", "specRef": "support-a"}, {"id": "b", "specRef": "support-b"}], {"support-b": {}}) == {_finding(
		["spec", "pipeline", "dependencies", 0, "specRef"],
		"The dependency `a` is the spec `support-a`, which there is not.",
	)}
}

test_fail_when_nothing_is_known if {
	_findings([{"id": "a", "specRef": "support-a", "required": false}], {}) == {_finding(
		["spec", "pipeline", "dependencies", 0, "specRef"],
		"The dependency `a` is the spec `support-a`, which there is not.",
	)}
}

test_success_when_it_is_known if {
	_findings([{"id": "a", "specRef": "support-a"}], {"support-a": {"metadata": {"name": "support-a"}}}) == set()
}

test_success_without_a_reference if {
	_findings([{"id": "a"}, {"id": "b", "specRef": ""}], {}) == set()
}

test_success_when_it_refers_to_itself if {
	_findings([{"id": "a", "specRef": "support-chat"}], {}) == set()
}

test_success_when_the_specs_are_not_at_hand if {
	findings := dependencies_resolvable.report with input as {
		"metadata": {"name": "support-chat"},
		"spec": {"pipeline": {"dependencies": [{"id": "a", "specRef": "support-a"}]}},
		"context": {"surface": "cli"},
	}
	findings == set()
}

test_success_when_it_refers_to_itself_with_blanks_around if {
	_findings([{"id": "a", "specRef": " support-chat\t"}], {}) == set()
}

test_success_without_dependencies if {
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}, {"spec": {"pipeline": {"dependencies": []}}}] {
		findings := dependencies_resolvable.report with input as document with input.context.dependencies as {}
		findings == set()
	}
}

_findings(dependencies, known) := findings if {
	findings := dependencies_resolvable.report with input as {
		"metadata": {"name": "support-chat"},
		"spec": {"pipeline": {"dependencies": dependencies}},
		"context": {"surface": "cli", "dependencies": known},
	}
}

_finding(path, message) := {
	"rule": "pipeline/dependencies-resolvable",
	"title": "Refer to specs that there are",
	"severity": "high",
	"remediation": "Correct `specRef` to `metadata.name` of the spec that is meant, or check it together with that spec.",
	"path": path,
	"message": message,
}
