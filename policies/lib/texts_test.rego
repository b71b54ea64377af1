package modelspec.lib.texts_test

import data.modelspec.lib.texts

test_success_one_is_counted_otherwise_than_others if {
	texts.counted(1, "day") == "1 day"
	every number in [0, 2, 1.5, 10] {
		texts.counted(number, "day") == $"{number} days"
	}
}
