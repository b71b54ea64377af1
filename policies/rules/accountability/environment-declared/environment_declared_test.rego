package modelspec.rules.accountability["environment-declared_test"]

import data.modelspec.rules.accountability["environment-declared"] as environment_declared

test_fail_without_such_a_label if {
	every document in [{}, {"metadata": {}}, {"metadata": {"labels": {}}}, {"metadata": {"labels": {"team": "care"}}}] {
		findings := environment_declared.report with input as document with data.params.accountability["environment-declared"] as _params
		findings == {_finding("No label says which environment this is for; one of env, stage must.")}
	}
}

test_success_with_a_label_of_the_spec if {
	every labels in [{"env": "prod"}, {"stage": "dev"}, {"env": "dev", "stage": "dev"}] {
		findings := environment_declared.report with input.metadata.labels as labels with data.params.accountability["environment-declared"] as _params
		findings == set()
	}
}

test_success_with_a_label_of_the_namespace if {
	findings := environment_declared.report with input.context.namespace.labels as {"env": "prod"} with data.params.accountability["environment-declared"] as _params
	findings == set()
}

_params := {"labels": ["env", "stage"], "production": ["prod"], "assumeProduction": false}

_finding(message) := {
	"rule": "accountability/environment-declared",
	"title": "Say which environment a deployment is for",
	"severity": "low",
	"remediation": concat(" ", [
		"Set one of the labels in `metadata.labels` to the environment, such as `env: prod` or `env: dev`, or have it set",
		"on the namespace.",
	]),
	"path": ["metadata", "labels"],
	"message": message,
}
