package modelspec.main_test

import data.modelspec.main

test_fail_minimal_spec_leaves_out_what_it_promises_about_data if {
	findings := main.report with input as _minimal with data.params as _params
	findings == {
		{
			"rule": "privacy/pii-declared",
			"title": "Say whether personal data may be processed",
			"severity": "high",
			"remediation": concat(" ", [
				"Set `spec.governance.compliance.pii.allowed` to `true` if requests or answers may contain personal data,",
				"else to `false`.",
			]),
			"path": ["spec", "governance", "compliance", "pii", "allowed"],
			"message": "The spec does not say whether personal data is allowed; pii.allowed must be true or false.",
		},
		_retention_finding("logs", "logsDays"),
		_retention_finding("artifacts", "artifactsDays"),
	}
}

test_fail_every_rule_is_asked if {
	rules := {finding.rule |
		some document in [_minimal, _wrong]
		findings := main.report with input as document with data.params as _params
		some finding in findings
	}
	rules == {
		"accelerators/approved",
		"accelerators/count-max",
		"privacy/pii-declared",
		"privacy/pii-policy-named",
		"retention/artifacts-max-days",
		"retention/declared",
		"retention/logs-max-days",
		"runtime/vllm-sequence-length",
	}
}

test_success_a_spec_that_promises_enough if {
	governance := {"compliance": {
		"pii": {"allowed": false, "policy": "customer-data-policy-v3"},
		"retention": {"logsDays": 365, "artifactsDays": 730},
	}}
	findings := main.report with input as _minimal with input.spec.governance as governance with data.params as _params
	findings == set()
}

_minimal := {
	"apiVersion": "piqc.ai/v1alpha1",
	"kind": "ModelSpec",
	"metadata": {"name": "support-chat-minimal"},
	"spec": {
		"identity": {"model": {
			"id": "mistral-7b-instruct-v0.3",
			"family": "mistral",
			"task": "chat-completion",
			"framework": "transformers",
		}},
		"runtime": {"accelerator": {"vendor": "nvidia", "type": "a10", "count": 1}},
	},
	"context": {"surface": "cli"},
}

_wrong := object.union(_minimal, {"spec": {
	"identity": {"model": {"framework": "vllm"}},
	"runtime": {"accelerator": {"type": "a11", "count": 9}},
	"governance": {"compliance": {"pii": {}, "retention": {"logsDays": 366, "artifactsDays": 731}}},
}})

_params := {
	"accelerators": {
		"approved": {"approved": ["nvidia/a10"]},
		"count-max": {"max": 8, "maxByType": {}},
	},
	"retention": {
		"logs-max-days": {"maxDays": 365},
		"artifacts-max-days": {"maxDays": 730},
	},
}

_retention_finding(kept, field) := {
	"rule": "retention/declared",
	"title": "Say how long logs and artifacts are kept",
	"severity": "medium",
	"remediation": concat(" ", [
		"Set `logsDays` and `artifactsDays` in `spec.governance.compliance.retention` to the number of days after which",
		"logs and artifacts are deleted; 0 means that they are not kept.",
	]),
	"path": ["spec", "governance", "compliance", "retention", field],
	"message": $"The spec does not say how long {kept} are kept; retention.{field} must be a number of days.",
}
