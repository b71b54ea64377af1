package modelspec.rules.accountability["description-declared_test"]

import data.modelspec.rules.accountability["description-declared"] as description_declared

test_fail_when_it_is_missing if {
	every document in [{}, {"metadata": {}}, {"metadata": {"name": "support-chat"}}] {
		findings := description_declared.report with input as document
		findings == {_finding("The description is missing; the spec must say what the deployment does.")}
	}
}

test_fail_when_it_is_blank if {
	every text in ["", " ", "\t\n", "\u00a0\u3000"] {
		findings := description_declared.report with input.metadata.description as text
		findings == {_finding("The description is blank; the spec must say what the deployment does.")}
	}
}

test_fail_when_it_means_none if {
	every text in ["tbd", " N/A. ", "-", "?"] {
		findings := description_declared.report with input.metadata.description as text
			with data.params.accountability["owner-declared"].meansNone as ["tbd", "n/a"]
		findings == {_finding($"The description is \"{text}\"; the spec must say what the deployment does.")}
	}
}

test_success_any_text if {
	every text in ["1", "1.4.0", "Answers questions."] {
		findings := description_declared.report with input.metadata.description as text
		findings == set()
	}
}

_finding(message) := {
	"rule": "accountability/description-declared",
	"title": "Say what a deployment is for",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `metadata.description` to what the deployment does, and for whom, such as `Answers customers' questions",
		"about orders and returns.`",
	]),
	"path": ["metadata", "description"],
	"message": message,
}
