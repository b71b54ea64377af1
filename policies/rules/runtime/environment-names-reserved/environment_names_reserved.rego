# METADATA
# title: Leave variables alone that undermine the platform
# description: >-
#   Some environment variables are not for a deployment to set. `NVIDIA_VISIBLE_DEVICES` gives a container
#   accelerators that were allotted to others, where the container runtime heeds it; `LD_PRELOAD`, `PYTHONPATH`,
#   `JAVA_TOOL_OPTIONS` and their like load foreign code into each process, and `PATH` decides which programs are found.
#   The list is `reserved`; upper and lower case make no difference.
# scope: package
# related_resources:
#   - ref: https://github.com/NVIDIA/k8s-device-plugin
#     description: NVIDIA device plugin for Kubernetes, on unprivileged access through environment variables
#   - ref: https://man7.org/linux/man-pages/man8/ld.so.8.html
#     description: ld.so(8), LD_PRELOAD and LD_LIBRARY_PATH
# custom:
#   severity: high
#   remediation: >-
#     Remove the variable from `spec.runtime.environment.variables`. How many accelerators there are says
#     `spec.runtime.accelerator.count`; what the server needs belongs into its image.
#   controls:
#     - eu-ai-act/art-15-5
#     - nist-ai-rmf/measure-2.7
#     - soc-2/cc6.8
#   parameters:
#     reserved:
#       description: The names of variables that a spec may not set.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default:
#         - NVIDIA_VISIBLE_DEVICES
#         - NVIDIA_DRIVER_CAPABILITIES
#         - NVIDIA_DISABLE_REQUIRE
#         - CUDA_INJECTION64_PATH
#         - LD_PRELOAD
#         - LD_LIBRARY_PATH
#         - LD_AUDIT
#         - GLIBC_TUNABLES
#         - PATH
#         - BASH_ENV
#         - PYTHONPATH
#         - PYTHONHOME
#         - PYTHONSTARTUP
#         - PYTHONINSPECT
#         - NODE_OPTIONS
#         - JAVA_TOOL_OPTIONS
package modelspec.rules.runtime["environment-names-reserved"]

import data.modelspec.lib.result

report contains finding if {
	some name, _ in input.spec.runtime.environment.variables
	upper(name) in _reserved
	finding := _fail({
		"path": ["spec", "runtime", "environment", "variables", name],
		"message": $"The variable {name} is reserved; a spec may not set it.",
	})
}

_reserved contains upper(name) if some name in data.params.runtime["environment-names-reserved"].reserved

_fail(details) := result.fail(rego.metadata.chain(), details)
