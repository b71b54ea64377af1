package modelspec.rules.accountability["identity-declared_test"]

import data.modelspec.rules.accountability["identity-declared"] as identity_declared

test_fail_when_a_field_of_the_model_is_blank if {
	every field in ["id", "family", "task"] {
		every text in ["", " \t", "\u200b"] {
			_findings("chat", object.union(_model, {field: text})) == {_finding(
				["spec", "identity", "model", field],
				$"identity.model.{field} is blank; it must tell what is served.",
			)}
		}
	}
}

test_fail_when_a_field_of_the_model_means_none if {
	every text in ["N.A.", "-"] {
		_findings("chat", object.union(_model, {"family": text})) == {_finding(
			["spec", "identity", "model", "family"],
			$"identity.model.family is \"{text}\"; it must tell what is served.",
		)}
	}
}

test_fail_when_the_name_of_the_spec_says_nothing if {
	every text, shown in {"": "blank", "-": `"-"`, "n/a": `"n/a"`} {
		_findings(text, _model) == {_finding(
			["metadata", "name"],
			$"metadata.name is {shown}; it must tell this spec from others.",
		)}
	}
}

test_fail_for_each_of_them if {
	count(_findings("", {"id": "", "family": "", "task": "", "framework": ""})) == 4
}

test_success_when_all_say_something if {
	_findings("chat", _model) == set()
	_findings("1", {"id": "m", "family": "自然", "task": "7", "framework": ""}) == set()
}

test_success_about_what_is_not_there if {
	every document in [
		{},
		{"metadata": {}},
		{"spec": {}},
		{"spec": {"identity": {}}},
		{"spec": {"identity": {"model": {}}}},
	] {
		findings := identity_declared.report with input as document
		findings == set()
	}
}

_model := {"id": "mistral-7b", "family": "mistral", "task": "chat-completion", "framework": "vllm"}

_findings(name, model) := findings if {
	findings := identity_declared.report with input.metadata.name as name
		with input.spec.identity.model as model
		with data.params.accountability["owner-declared"].meansNone as ["n/a"]
}

_finding(path, message) := {
	"rule": "accountability/identity-declared",
	"title": "Say which model is served",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set the field to what is served: `id` to the name of the model, such as `mistral-7b-instruct-v0.3`, `family` to",
		"that of its kind, such as `mistral`, `task` to what it does, such as `chat-completion`, and `metadata.name` to a",
		"name that no other spec has.",
	]),
	"path": path,
	"message": message,
}
