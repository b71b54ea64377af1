# METADATA
# title: Probes
# description: How the platform asks a replica whether it is ready, and whether it is alive.
package modelspec.lib.probes

# METADATA
# title: Whether a probe says what to ask
# description: >-
#   `serving` is the section of the spec and `kind` the name of the probe in it. A probe has a path; gRPC has a health
#   service of its own, so there the section alone is enough.
declared(serving, kind) if is_string(serving[kind].path)

declared(serving, kind) if {
	serving.protocol == "grpc"
	is_object(serving[kind])
}
