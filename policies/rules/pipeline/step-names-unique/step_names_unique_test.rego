package modelspec.rules.pipeline["step-names-unique_test"]

import data.modelspec.rules.pipeline["step-names-unique"] as step_names_unique

test_fail_for_each_that_has_the_name_of_another if {
	_findings({
		"preprocess": {"steps": [{"name": "a"}, {"name": "a"}, {"name": "b"}, {"name": "a"}]},
		"postprocess": {"steps": [{"name": "c"}, {"name": "c"}]},
	}) == {
		_step("preprocess", 1, "Step 1 of preprocess has the name `a`, which is that of step 0."),
		_step("preprocess", 3, "Step 3 of preprocess has the name `a`, which is that of step 0."),
		_step("postprocess", 1, "Step 1 of postprocess has the name `c`, which is that of step 0."),
	}
}

test_success_when_all_differ if {
	_findings({"preprocess": {"steps": [{"name": "a"}, {"name": "A"}, {"name": "a "}]}}) == set()
}

test_success_when_the_same_name_is_before_and_after if {
	_findings({"preprocess": {"steps": [{"name": "a"}]}, "postprocess": {"steps": [{"name": "a"}]}}) == set()
}

test_success_without_steps if {
	_findings({"preprocess": {}, "postprocess": {"steps": []}}) == set()
	every document in [{}, {"spec": {}}, {"spec": {"pipeline": {}}}] {
		findings := step_names_unique.report with input as document
		findings == set()
	}
}

_findings(pipeline) := findings if {
	findings := step_names_unique.report with input.spec.pipeline as pipeline
}

_step(phase, index, message) := _finding(["spec", "pipeline", phase, "steps", index, "name"], message)

_finding(path, message) := {
	"rule": "pipeline/step-names-unique",
	"title": "Give each step a name of its own",
	"severity": "low",
	"remediation": "Rename one of the steps, after what it does: `redact-names`, `redact-addresses`.",
	"path": path,
	"message": message,
}
