package modelspec.lib.secrets_test

import data.modelspec.lib.secrets

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
