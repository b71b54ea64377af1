package modelspec.lib.probes_test

import data.modelspec.lib.probes

test_success_a_probe_with_a_path_is_declared if {
	every protocol in ["http", "grpc"] {
		probes.declared({"protocol": protocol, "readinessProbe": {"path": "/health"}}, "readinessProbe")
	}
	probes.declared({"livenessProbe": {"path": "/health"}}, "livenessProbe")
}

test_success_the_section_alone_declares_it_with_grpc_only if {
	probes.declared({"protocol": "grpc", "readinessProbe": {}}, "readinessProbe")
	not probes.declared({"protocol": "http", "readinessProbe": {}}, "readinessProbe")
	not probes.declared({"readinessProbe": {}}, "readinessProbe")
}

test_success_one_probe_does_not_stand_for_the_other if {
	not probes.declared({"protocol": "grpc", "livenessProbe": {"path": "/health"}}, "readinessProbe")
}
