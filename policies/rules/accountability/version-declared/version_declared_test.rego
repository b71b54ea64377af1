package modelspec.rules.accountability["version-declared_test"]

import data.modelspec.rules.accountability["version-declared"] as version_declared

test_fail_when_it_is_missing if {
	every document in [{}, {"metadata": {}}, {"metadata": {"name": "support-chat"}}] {
		findings := version_declared.report with input as document
		findings == {_finding("The version of the spec is missing; each state of it must have one.")}
	}
}

test_fail_when_it_is_blank if {
	every text in ["", " ", "\t\n", "\u00a0\u3000"] {
		findings := version_declared.report with input.metadata.version as text
		findings == {_finding("The version of the spec is blank; each state of it must have one.")}
	}
}

test_fail_when_it_means_none if {
	every text in ["tbd", " N/A. ", "-", "?"] {
		findings := version_declared.report with input.metadata.version as text
			with data.params.accountability["owner-declared"].meansNone as ["tbd", "n/a"]
		findings == {_finding($"The version of the spec is \"{text}\"; each state of it must have one.")}
	}
}

test_success_any_text if {
	every text in ["1", "1.4.0", "Answers questions."] {
		findings := version_declared.report with input.metadata.version as text
		findings == set()
	}
}

_finding(message) := {
	"rule": "accountability/version-declared",
	"title": "Give a spec a version",
	"severity": "low",
	"remediation": concat(" ", [
		"Set `metadata.version`, such as `\"1.4.0\"`, and raise it with each change. Put it in quotes, or YAML may read it",
		"as a number.",
	]),
	"path": ["metadata", "version"],
	"message": message,
}
