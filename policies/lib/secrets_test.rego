package modelspec.lib.secrets_test

import data.modelspec.lib.secrets

test_success_named_after_a_secret if {
	every name in ["HF_TOKEN", "hf_token", "A_PASSWORD_B"] {
		secrets.named(name) with data.params as _names([])
	}
}

test_fail_not_named_after_a_secret if {
	every name in ["LEVEL", "TOKENS", "EOS_TOKEN", "eos_token", "OUR_END_TOKEN", "COST_OF_TOKEN", ""] {
		not secrets.named(name) with data.params as _names([])
	}
}

test_success_a_wrong_pattern_does_not_hide_the_other_names if {
	secrets.named("HF_TOKEN") with data.params as _names(["("])
	not secrets.named("EOS_TOKEN") with data.params as _names(["("])
}

test_success_a_name_needs_no_lists_of_what_is_harmless if {
	secrets.named("EOS_TOKEN") with data.params as {"supply-chain": {"no-secrets-by-name": {"names": ["TOKEN"]}}}
}

test_success_shapes_are_all_that_a_text_has if {
	every text, shapes in {
		"a key-123": {"a key"},
		"own.9": {"our own"},
		"key-123 own.9": {"a key", "our own"},
		"key-12": set(),
		"": set(),
	} {
		secrets.shapes(text) == shapes with data.params as _params({"our own": `own\.9`})
	}
}

test_success_a_wrong_pattern_does_not_hide_the_others if {
	every text, shapes in {"a key-123": {"a key"}, "key-12": set()} {
		secrets.shapes(text) == shapes with data.params as _params({"a wrong one": "("})
	}
}

test_success_no_shapes_of_ones_own_are_needed if {
	secrets.shapes("key-123") == {"a key"} with data.params as {"supply-chain": {"no-secrets-by-shape": {"shapes": {"a key": "key-[0-9]{3}"}}}}
}

_params(own) := {"supply-chain": {"no-secrets-by-shape": {
	"shapes": {"a key": "key-[0-9]{3}"},
	"ownShapes": own,
}}}

_names(more) := {"supply-chain": {"no-secrets-by-name": {
	"names": array.concat(["(?i)(^|_)token$", "PASSWORD"], more),
	"harmless": ["Eos_Token", "(.+_)?END_TOKEN"],
	"alsoHarmless": ["(", "COST_.*"],
}}}
