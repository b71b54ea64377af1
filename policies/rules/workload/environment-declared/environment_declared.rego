# METADATA
# title: Set no variable to something else than the spec does
# description: >-
#   Environment variables change what a server does, and those of the spec were looked at. A workload that gives one of
#   them another value runs something else. Only the containers that serve the model are looked at: those that ask for
#   an accelerator or name a model, or else all. A variable whose value comes from a Secret or a ConfigMap is not
#   known, and one that the spec does not have is the workload's own affair. Values are not shown if the variable is named
#   after a secret, by `supply-chain/no-secrets-by-name`, or if one of them looks like one, by
#   `supply-chain/no-secrets-by-shape`.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
#     description: Kubernetes, environment variables of a container
# custom:
#   severity: medium
#   remediation: >-
#     Set the variable to the value that the spec has in `spec.runtime.environment.variables`, or change it there.
#   controls:
#     - soc-2/cc7.1
package modelspec.rules.workload["environment-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.secrets
import data.modelspec.lib.workloads

report contains finding if {
	some container in workloads.serving
	some name, declared in input.spec.runtime.environment.variables
	actual := workloads.variable(container, name)
	actual != declared
	secret := _secret(name, [actual, declared])
	finding := _fail({
		"path": _path(name, secret),
		"message": concat("", [
			$"{workloads.title} sets {name} to {_shown(actual, secret)} in container {container.place}; ",
			$"the spec declares {_shown(declared, secret)}.",
		]),
	})
}

# Reports quote the line that a path leads to.
_path(_, true) := _variables

_path(name, false) := array.concat(_variables, [name])

_variables := ["spec", "runtime", "environment", "variables"]

_shown(_, true) := "a value that is not shown"

_shown(value, false) := json.marshal(value)

_secret(name, values) if secrets.named(name)

else if {
	some value in values
	secrets.shapes(value) != set()
} else := false

_fail(details) := result.fail(rego.metadata.chain(), details)
