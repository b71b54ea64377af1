# METADATA
# title: Serve weights in an approved precision
# description: >-
#   A precision that nobody has evaluated may answer worse than the model is known for, and a name that nobody else
#   uses cannot be compared with what is running. The list is `approved`; names that differ only in upper and lower
#   case, `_`, `-` and spaces are the same, and so are those that `aliases` says are. A spec without a precision is left to `runtime/precision-declared`.
# scope: package
# related_resources:
#   - ref: https://docs.vllm.ai/en/v0.8.1/features/quantization/index.html
#     description: vLLM, quantization
#   - ref: https://www.opencompute.org/documents/ocp-microscaling-formats-mx-v1-0-spec-final-pdf
#     description: OCP, microscaling formats (MX)
# custom:
#   severity: medium
#   remediation: >-
#     Set `spec.identity.model.precision` to an approved precision, or evaluate the model in this one and have it
#     added to `approved` in the profile.
#   controls: []
#   parameters:
#     approved:
#       description: The approved precisions.
#       type: array
#       items:
#         type: string
#         minLength: 1
#       default: [fp32, tf32, fp16, bf16, fp8, int8, int4]
#     aliases:
#       description: Other names of precisions, each with the name that counts.
#       type: object
#       additionalProperties:
#         type: string
#         minLength: 1
#       default:
#         double: fp64
#         float64: fp64
#         float: fp32
#         float32: fp32
#         half: fp16
#         float16: fp16
#         bfloat16: bf16
#         float8: fp8
#         fp8_e4m3: fp8
#         fp8_e4m3fn: fp8
#         fp8_e5m2: fp8
#         float8_e4m3fn: fp8
#         float8_e5m2: fp8
package modelspec.rules.runtime["precision-approved"]

import data.modelspec.lib.result

report contains finding if {
	precision := input.spec.identity.model.precision
	trim_space(precision) != ""
	not _approves(precision)
	finding := _fail({
		"path": ["spec", "identity", "model", "precision"],
		"message": $"The precision `{precision}` is not approved; {_choice}.",
	})
}

# Mostly the spelling is the same. To see that first spares the work of comparing spellings.
_approves(precision) if precision in _approved

else if _canonical(precision) in {_canonical(candidate) | some candidate in _approved}

_canonical(precision) := max(names) if {
	names := {_key(name) | some alias, name in _params.aliases; _key(alias) == _key(precision)}
	names != set()
} else := _key(precision)

_key(precision) := strings.replace_n({"_": "", "-": "", " ": ""}, lower(precision))

_choice := $"approved: {concat(", ", _approved)}" if _approved != []

_choice := "no precision is" if _approved == []

_approved := _params.approved

_params := data.params.runtime["precision-approved"]

_fail(details) := result.fail(rego.metadata.chain(), details)
