# METADATA
# title: Ask for no more accelerators than the spec declares
# description: >-
#   `count` is how many accelerators one replica uses, and what was approved, budgeted and reserved. A replica is one
#   pod; of a LeaderWorkerSet it is a leader with all its workers. What a pod asks for is counted as Kubernetes does
#   it, init containers and sidecars with it. To ask for fewer is allowed. Which resources are accelerators say
#   `resources`. A slice of a GPU, such as `nvidia.com/mig-3g.40gb`, counts as one accelerator, for to the program that
#   gets it, it is a device with memory of its own, and so does a share of one, `nvidia.com/gpu.shared`; cores of AWS
#   Neuron count as an eighth of one, for no device has more of them, so that nobody is said to ask for more than is
#   certain. Devices that a pod claims otherwise, by dynamic resource allocation, are not seen.
# scope: package
# related_resources:
#   - ref: https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
#     description: Kubernetes, scheduling GPUs
#   - ref: https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/index.html
#     description: NVIDIA, nvidia.com/gpu and nvidia.com/mig-*
#   - ref: https://github.com/ROCm/k8s-device-plugin
#     description: AMD, amd.com/gpu
#   - ref: https://intel.github.io/intel-device-plugins-for-kubernetes/cmd/gpu_plugin/README.html
#     description: Intel, gpu.intel.com/i915 and gpu.intel.com/xe
#   - ref: https://cloud.google.com/kubernetes-engine/docs/how-to/tpus
#     description: Google, google.com/tpu
#   - ref: https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/tutorials/k8s-neuron-device-plugin.html
#     description: AWS, aws.amazon.com/neuron and aws.amazon.com/neuroncore
#   - ref: https://docs.habana.ai/en/latest/Orchestration/Gaudi_Kubernetes/index.html
#     description: Intel Gaudi, habana.ai/gaudi
# custom:
#   severity: high
#   remediation: >-
#     Raise `spec.runtime.accelerator.count` and have it approved, or lower the limits of the workload.
#   controls:
#     - iso-42001/a.4.5
#   parameters:
#     resources:
#       description: >-
#         Names of resources that are accelerators, each with how many of it make one; `*` in a name stands for any
#         text.
#       type: object
#       additionalProperties:
#         type: integer
#         minimum: 1
#       default:
#         # The device plugins of the vendors, see the references.
#         nvidia.com/gpu: 1
#         nvidia.com/gpu.shared: 1
#         nvidia.com/mig-*: 1
#         amd.com/gpu: 1
#         gpu.intel.com/i915: 1
#         gpu.intel.com/xe: 1
#         # No plugin of Intel's is known to offer it, but tools and platforms name Intel's GPUs so.
#         intel.com/gpu: 1
#         google.com/tpu: 1
#         # The same device by its new and its old name. Trainium2 has eight cores, all others have fewer.
#         aws.amazon.com/neuron: 1
#         aws.amazon.com/neurondevice: 1
#         aws.amazon.com/neuroncore: 8
#         habana.ai/gaudi: 1
package modelspec.rules.workload["accelerators-declared"]

import data.modelspec.lib.result
import data.modelspec.lib.workloads

report contains finding if {
	asked := workloads.accelerators
	declared := input.spec.runtime.accelerator.count
	asked > declared
	finding := _fail({
		"path": ["spec", "runtime", "accelerator", "count"],
		"message": concat("", [
			$"{workloads.title} asks for accelerators: {asked} for each replica ({concat(", ", _parts)}); ",
			$"the spec declares {declared}.",
		]),
	})
}

_parts := [$"{_times(pods)}{container.resources[resource]} {resource} in {workloads.place(pods, container)}" |
	some pods in input.context.workload.pods
	some container in array.concat(pods.containers, object.get(pods, "initContainers", []))
	some resource, _ in container.resources
	workloads.accelerator(resource)
]

_times(pods) := $"{pods.count} times " if pods.count > 1

else := ""

_fail(details) := result.fail(rego.metadata.chain(), details)
