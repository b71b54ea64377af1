# METADATA
# title: Replicas
# description: How many replicas of a deployment there may be.
package modelspec.lib.replicas

# METADATA
# title: The most replicas that may run
# description: >-
#   The greater of the two bounds: where they are not in order, nobody can tell which of them holds. Undefined if there is
#   neither.
most := _scaling.maxReplicas if not _reversed

else := _scaling.minReplicas

# METADATA
# title: The bound that says how many that are
bound := "maxReplicas" if _scaling.maxReplicas == most

else := "minReplicas" if _scaling.minReplicas == most

# METADATA
# title: The replicas that are kept warm besides
# description: 0 if there is no warm pool.
warm := _scaling.warmPool.size if is_number(_scaling.warmPool.size)

else := 0

_reversed if _scaling.minReplicas > _scaling.maxReplicas

_scaling := input.spec.operations.scaling
