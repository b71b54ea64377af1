package modelspec.lib.asked_test

import data.modelspec.lib.asked

test_success_what_the_engine_names_is_asked if {
	asked.rule("example", "one") with data.asked as {"example": ["one", "two"]}
	asked.rule("example", "two") with data.asked as {"example": ["one", "two"]}
}

test_fail_what_it_does_not_name_is_not_asked if {
	every names in [{}, {"example": []}, {"example": ["two"]}, {"other": ["one"]}] {
		not asked.rule("example", "one") with data.asked as names
	}
}

test_success_all_are_asked_where_nothing_is_named if {
	asked.rule("example", "one")
}
