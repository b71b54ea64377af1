package modelspec.rules.serving["port-unprivileged_test"]

import data.modelspec.rules.serving["port-unprivileged"] as port_unprivileged

test_fail_for_each_port_below if {
	_findings(1023, 1, []) == {
		_finding(["spec", "operations", "serving", "port"], "`serving.port` is 1023; it must be 1024 or above."),
		_finding(
			["spec", "operations", "observability", "metrics", "port"],
			"`observability.metrics.port` is 1; it must be 1024 or above.",
		),
	}
}

test_fail_when_another_port_is_allowed if {
	_findings(80, 9090, [443]) == {_finding(
		["spec", "operations", "serving", "port"],
		"`serving.port` is 80; it must be 1024 or above.",
	)}
}

test_success_from_the_limit_on if {
	_findings(1024, 65535, []) == set()
	_findings(1024.0, 8000, []) == set()
}

test_success_when_the_port_is_allowed if {
	_findings(443, 443, [80, 443]) == set()
}

test_success_when_any_section_on_the_way_is_missing if {
	every document in [
		{},
		{"spec": {}},
		{"spec": {"operations": {}}},
		{"spec": {"operations": {"serving": {}, "observability": {}}}},
		{"spec": {"operations": {"observability": {"metrics": {}}}}},
	] {
		findings := port_unprivileged.report with input as document
			with data.params.serving["port-unprivileged"] as {"min": 1024, "allowed": []}
		findings == set()
	}
}

_findings(serving, metrics, allowed) := findings if {
	operations := {"serving": {"port": serving}, "observability": {"metrics": {"port": metrics}}}
	findings := port_unprivileged.report with input.spec.operations as operations
		with data.params.serving["port-unprivileged"] as {"min": 1024, "allowed": allowed}
}

_finding(path, message) := {
	"rule": "serving/port-unprivileged",
	"title": "Listen on ports that need no privilege",
	"severity": "medium",
	"remediation": "Use a port of 1024 or above, such as 8000, and map the well-known port to it in the service or proxy in front.",
	"path": path,
	"message": message,
}
