package dev.modelspec.engine.spec;

/**
 * A kind of document to look for.
 *
 * @param apiVersion the one version that is understood, such as {@code piqc.ai/v1alpha1}
 * @param kind such as {@code ModelSpec}
 * @param clusterForm whether it may come from a Kubernetes API server, which adds fields and has no place for others: such a document
 *     is given its file form while it is read
 */
public record DocumentType(String apiVersion, String kind, boolean clusterForm) {
    /** The documents that all this is about. */
    public static final DocumentType MODEL_SPEC = new DocumentType("piqc.ai/v1alpha1", "ModelSpec", true);

    /** Exceptions that somebody granted. */
    public static final DocumentType WAIVER = new DocumentType("governance.modelspec.dev/v1alpha1", "Waiver", false);

    /** What {@code apiVersion} starts with in all versions, such as {@code piqc.ai/}. */
    String groupPrefix() {
        return apiVersion.substring(0, apiVersion.indexOf('/') + 1);
    }
}
