package modelspec.rules.accountability["environment-declared_test"]

import data.modelspec.rules.accountability["environment-declared"] as environment_declared

test_fail_without_such_a_label if {
	every document in [{}, {"metadata": {}}, {"metadata": {"labels": {}}}, {"metadata": {"labels": {"team": "care", "env": " "}}}] {
		findings := environment_declared.report with input as document with data.params.accountability["environment-declared"] as _params
		findings == {_finding("No label says which environment this is for; one of env, stage must.")}
	}
}

test_fail_with_a_label_of_the_spec_that_is_not_known if {
	every value in ["prd", "prodution", "prod-eu", " Prod uction"] {
		message := $"The label env is \"{value}\", which is no environment that is known."
		findings := environment_declared.report with input.metadata.labels as {"env": value, "stage": "dev"}
			with data.params.accountability["environment-declared"] as _params
		findings == {_finding_at(["metadata", "labels", "env"], message)}
	}
}

test_fail_with_a_label_of_the_namespace_that_is_not_known if {
	message := "The label stage of the namespace is \"prod-eu\", which is no environment that is known."
	findings := environment_declared.report with input.metadata.labels as {"env": "prod", "stage": ""}
		with input.context.namespace.labels as {"stage": "prod-eu"}
		with data.params.accountability["environment-declared"] as _params
	findings == {_finding(message)}
}

test_fail_what_counts_as_production_is_told if {
	message := "The label env is \"prd\", which is no environment that is known; it counts as production."
	findings := environment_declared.report with input.metadata.labels as {"env": "prd"}
		with data.params.accountability["environment-declared"] as object.union(_params, {"assumeProduction": true})
	findings == {_finding_at(["metadata", "labels", "env"], message)}
}

test_success_with_a_label_of_the_spec if {
	every labels in [{"env": "prod"}, {"stage": "dev"}, {"env": " Dev ", "stage": "dev"}, {"env": "prod", "stage": ""}] {
		findings := environment_declared.report with input.metadata.labels as labels with data.params.accountability["environment-declared"] as _params
		findings == set()
	}
}

test_success_with_a_label_of_the_namespace if {
	findings := environment_declared.report with input.context.namespace.labels as {"env": "prod"} with data.params.accountability["environment-declared"] as _params
	findings == set()
}

_params := {"labels": ["env", "stage"], "production": ["prod"], "other": ["dev"], "assumeProduction": false}

_finding(message) := _finding_at(["metadata", "labels"], message)

_finding_at(path, message) := {
	"rule": "accountability/environment-declared",
	"title": "Say which environment a deployment is for",
	"severity": "low",
	"remediation": concat(" ", [
		"Set one of the labels in `metadata.labels` to the environment, such as `env: prod` or `env: dev`, or have it set",
		"on the namespace. If your organisation calls an environment otherwise, add that to `production` or `other` in",
		"the profile.",
	]),
	"path": path,
	"message": message,
}
