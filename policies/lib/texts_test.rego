package modelspec.lib.texts_test

import data.modelspec.lib.texts

test_success_texts_that_say_something if {
	every text in ["Max", "7", "v1", "個人情報保護方針", " § 7 ", "none of your business", "nonesuch", "not", "#none-4", "no one"] {
		texts.says(text) with data.params.accountability["owner-declared"].meansNone as _none
	}
}

test_fail_texts_that_mean_none if {
	every text in [
		"none",
		"None",
		" n/a ",
		"N.A.",
		"n/a;",
		"(none)",
		"<TBD>",
		"tbd...",
		"not applicable",
		"Not  Applicable!",
		"not-applicable",
		"tbd@tbd.tbd",
		"none, tbd",
		"none\u200b",
		"\ufeffnone",
	] {
		not texts.says(text) with data.params.accountability["owner-declared"].meansNone as _none
	}
}

test_fail_texts_without_letters_and_digits if {
	every text in ["", " ", "\t\n", "\u00a0\u3000", "\u200b", "\u00ad \u2060", "-", "–", "?", "???", "~", "...", "@-", "👍"] {
		not texts.says(text) with data.params.accountability["owner-declared"].meansNone as _none
	}
}

test_success_a_long_text_says_something if {
	text := "none none none none none none none and then a word"
	texts.says(text) with data.params.accountability["owner-declared"].meansNone as _none
}

test_success_a_blank_text_is_shown_as_blank if {
	every text in ["", " ", "\t\n", "\u00a0\u3000", "\u200b", "\u00ad \u2060"] {
		texts.shown(text) == "blank"
	}
	texts.shown(" -\t") == "\" -\t\""
	texts.shown("<tbd>") == `"<tbd>"`
	texts.shown("n/a") == `"n/a"`
}

test_success_one_is_counted_otherwise_than_others if {
	texts.counted(1, "day") == "1 day"
	every number in [0, 2, 1.5, 10] {
		texts.counted(number, "day") == $"{number} days"
	}
}

test_success_long_lists_are_cut if {
	texts.some_of([]) == ""
	texts.some_of(["a", "b", "c", "d", "e"]) == "a, b, c, d, e"
	texts.some_of(["a", "b", "c", "d", "e", "f", "g"]) == "a, b, c, d, e and 2 more"
}

_none := ["None", "n/a", "tbd", "Not Applicable"]

test_success_where_no_word_means_none_every_word_says_something if {
	texts.says("none") with data.params as {}
	not texts.says("--") with data.params as {}
}
