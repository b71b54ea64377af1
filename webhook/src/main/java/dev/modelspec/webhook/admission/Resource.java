package dev.modelspec.webhook.admission;

/**
 * A kind of object, or the resource that serves it, as an AdmissionReview names them.
 *
 * @param group the API group; empty for the core group
 * @param version the version in it
 * @param name the kind, such as {@code ModelSpec}, or the resource, such as {@code modelspecs}
 */
public record Resource(String group, String version, String name) {
    /** As people write it: {@code piqc.ai/v1alpha1 ModelSpec}. */
    @Override
    public String toString() {
        return (group.isEmpty() ? version : group + "/" + version) + " " + name;
    }
}
