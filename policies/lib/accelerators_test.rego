package modelspec.lib.accelerators_test

import data.modelspec.lib.accelerators

test_success_name_is_spelt_as_in_the_spec if {
	accelerators.name({"vendor": "NVIDIA", "type": "A100_80GB", "count": 1}) == "NVIDIA/A100_80GB"
}

test_success_spelling_makes_no_difference if {
	every spelling in [
		"nvidia/a100-80gb",
		"nvidia/a100_80gb",
		"nvidia/a100 80gb",
		"nvidia/a10080gb",
		"NVIDIA/A100-80GB",
		" N-V_I D I A/-A1_00- 80 GB_",
	] {
		accelerators.same(spelling, "nvidia/a100-80gb")
		accelerators.same("nvidia/a100-80gb", spelling)
		accelerators.listed(spelling, ["amd/mi300x", "nvidia/a100-80gb"])
		accelerators.listed("nvidia/a100-80gb", ["amd/mi300x", spelling])
	}
}

test_success_other_differences_are_kept if {
	every other in [
		"nvidia/a100",
		"nvidia/a100-80gb-sxm",
		"nvidia/a100.80gb",
		"nvidia/a100/80gb",
		"amd/a100-80gb",
		"nvidia",
		"/a100-80gb",
		"",
	] {
		not accelerators.same(other, "nvidia/a100-80gb")
		not accelerators.listed(other, ["amd/mi300x", "nvidia/a100-80gb"])
	}
}

test_success_an_empty_list_lists_nothing if {
	not accelerators.listed("nvidia/a10", [])
}

test_success_nearest_are_those_of_the_family if {
	every name in ["nvidia/a100", "nvidia/A100_SXM4_80GB", "nvidia/ a100 pcie", "amd/a100"] {
		accelerators.nearest(name, _list) == ["nvidia/A100 40GB", "nvidia/a100-80gb"]
	}
}

test_success_nearest_are_those_of_the_vendor_when_the_family_is_unknown if {
	accelerators.nearest("NVidia/V100", _list) == ["nvidia/a10", "nvidia/A100 40GB", "nvidia/a100-80gb"]
}

test_success_nearest_are_all_when_the_vendor_is_unknown if {
	accelerators.nearest("cerebras/wse-3", _list) == _list
}

test_success_nothing_is_near_when_nothing_is_listed if {
	accelerators.nearest("nvidia/a10", []) == []
}

_list := ["nvidia/a10", "nvidia/A100 40GB", "nvidia/a100-80gb", "google/tpu-v5e"]
