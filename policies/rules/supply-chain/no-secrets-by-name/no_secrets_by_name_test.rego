package modelspec.rules["supply-chain"]["no-secrets-by-name_test"]

import data.modelspec.rules["supply-chain"]["no-secrets-by-name"] as no_secrets_by_name

test_fail_when_the_name_is_that_of_a_secret if {
	every name in ["HF_TOKEN", "hf_token", "TOKEN", "DB_PASSWORD_OLD"] {
		_findings({name: "correct horse", "LEVEL": "info"}) == {_message(name)}
	}
}

test_fail_for_each_variable if {
	_findings({"HF_TOKEN": "correct horse", "DB_PASSWORD": "battery staple"}) == {_message("HF_TOKEN"), _message("DB_PASSWORD")}
}

test_fail_when_the_value_only_contains_a_reference if {
	every value in ["a$(HF_TOKEN)", "$(HF_TOKEN)a", "truer"] {
		_findings({"HF_TOKEN": value}) == {_message("HF_TOKEN")}
	}
}

test_success_when_the_value_is_plain_or_says_where_the_secret_is if {
	every value in ["", "$(HF_TOKEN)", "true"] {
		_findings({"HF_TOKEN": value}) == set()
	}
}

test_success_with_other_names if {
	every name in ["LEVEL", "MAX_TOKENS", "TOKENIZERS_PARALLELISM", "EOS_TOKEN", "eos_token", "OUR_TOKEN", ""] {
		_findings({name: "correct horse"}) == set()
	}
}

test_success_without_variables if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"runtime": {}}},
		{"spec": {"runtime": {"environment": {}}}},
		{"spec": {"runtime": {"environment": {"variables": {}}}}},
	] {
		findings := no_secrets_by_name.report with input as document with data.params["supply-chain"]["no-secrets-by-name"] as _params
		findings == set()
	}
}

_params := {
	"names": ["(?i)(^|_)token$", "PASSWORD"],
	"harmless": ["Eos_Token"],
	"alsoHarmless": ["OUR_.*"],
	"plain": ["^true$"],
	"references": ["^$", `^\$\(\w+\)$`],
}

_findings(variables) := findings if {
	findings := no_secrets_by_name.report with input.spec.runtime.environment.variables as variables
		with data.params["supply-chain"]["no-secrets-by-name"] as _params
}

_message(name) := _finding(name, $"The variable {name} is named after a secret and has its value in the spec.")

_finding(name, message) := {
	"rule": "supply-chain/no-secrets-by-name",
	"title": "Keep secrets out of variables that are named after them",
	"severity": "critical",
	"remediation": concat(" ", [
		"Take the value out of the spec, replace the secret, for it counts as known, and have the platform set the",
		"variable from a secret store, such as a Kubernetes Secret. If it is no secret, add the name to `alsoHarmless`",
		"in the profile.",
	]),
	"path": ["spec", "runtime", "environment", "variables"],
	"secret": ["spec", "runtime", "environment", "variables", name],
	"message": message,
}
