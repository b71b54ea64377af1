package modelspec.rules.pipeline["dependencies-acyclic_test"]

import data.modelspec.rules.pipeline["dependencies-acyclic"] as dependencies_acyclic

test_fail_when_it_refers_to_itself if {
	_findings([{"id": "a", "specRef": "me"}], {}) == {_reference(0, "The dependency `a` is the spec `me` itself.")}
}

test_fail_when_it_refers_to_itself_with_blanks_around if {
	_findings([{"id": "a", "specRef": " me\t"}], {}) == {_reference(0, "The dependency `a` is the spec ` me\t` itself.")}
}

test_fail_when_it_refers_to_itself_and_the_others_are_not_at_hand if {
	findings := dependencies_acyclic.report with input as {
		"metadata": {"name": "me"},
		"spec": {"pipeline": {"dependencies": [{"id": "a", "specRef": "me"}, {"id": "b", "specRef": "b"}]}},
	}
	findings == {_reference(0, "The dependency `a` is the spec `me` itself.")}
}

test_fail_when_a_dependency_leads_back if {
	_findings([{"id": "a", "specRef": "a"}, {"id": "c", "specRef": "c"}], {
		"a": _spec(["b"]),
		"b": _spec(["c", "me"]),
		"c": _spec([]),
	}) == {_reference(0, "The dependency `a`, the spec `a`, depends in turn on `me`.")}
}

test_fail_for_each_dependency_that_leads_back if {
	_findings([{"id": "a", "specRef": "a"}, {"id": "b", "specRef": "b"}], {
		"a": _spec(["me"]),
		"b": _spec(["a"]),
		"me": _spec(["a", "b"]),
	}) == {
		_reference(0, "The dependency `a`, the spec `a`, depends in turn on `me`."),
		_reference(1, "The dependency `b`, the spec `b`, depends in turn on `me`."),
	}
}

test_fail_when_others_call_it_by_another_name if {
	_findings([{"id": "a", "specRef": "a.yaml"}, {"id": "b", "specRef": "../me.yaml"}], {
		"a.yaml": _spec(["../me.yaml"]),
		"../me.yaml": {"metadata": {"name": "me"}},
	}) == {
		_reference(0, "The dependency `a`, the spec `a.yaml`, depends in turn on `../me.yaml`."),
		_reference(1, "The dependency `b` is the spec `../me.yaml` itself."),
	}
}

test_success_when_several_depend_on_one if {
	_findings([{"id": "a", "specRef": "a"}, {"id": "b", "specRef": "b"}, {"id": "c"}], {
		"a": _spec(["c"]),
		"b": _spec(["c"]),
		"c": _spec([]),
	}) == set()
}

test_success_when_the_circle_is_among_others if {
	_findings([{"id": "a", "specRef": "a"}], {"a": _spec(["b"]), "b": _spec(["a"])}) == set()
}

test_success_when_specs_are_unknown_or_say_nothing if {
	_findings([{"id": "a", "specRef": "a"}, {"id": "x", "specRef": "x"}], {"a": {}, "b": {"spec": {}}}) == set()
}

test_success_without_dependencies if {
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}, {"spec": {"pipeline": {"dependencies": []}}}] {
		findings := dependencies_acyclic.report with input as document with input.metadata.name as "me"
		findings == set()
	}
}

_findings(dependencies, known) := findings if {
	findings := dependencies_acyclic.report with input as {
		"metadata": {"name": "me"},
		"spec": {"pipeline": {"dependencies": dependencies}},
		"context": {"surface": "cli", "dependencies": known},
	}
}

_spec(names) := {"spec": {"pipeline": {"dependencies": [{"id": name, "specRef": name} | some name in names]}}}

_reference(index, message) := _finding(["spec", "pipeline", "dependencies", index, "specRef"], message)

_finding(path, message) := {
	"rule": "pipeline/dependencies-acyclic",
	"title": "Depend on nothing that depends on you",
	"severity": "high",
	"remediation": "Break the circle: leave out the dependency that is not needed, or move what both need to a spec of its own.",
	"path": path,
	"message": message,
}
