package dev.modelspec.engine.cluster;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.spec.DocumentType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CustomResourceDefinition of ModelSpecs ({@code apiextensions.k8s.io/v1}), made from the schemas that files are checked with. The
 * {@code spec} has the schema of {@code modelspec.v0.1.json}, the {@code status} subresource that of {@code status.v1alpha1.json}.
 */
public final class ModelSpecCrd {
    /** Its name, which is also the plural and the group of the resource. */
    public static final String NAME = "modelspecs.piqc.ai";

    /** The short name that kubectl knows. */
    public static final String SHORT_NAME = "mspec";

    private ModelSpecCrd() {}

    /**
     * The definition, ready to be applied; a tree of the caller's own.
     *
     * @throws GovernanceException if one of the schemas says something that no CustomResourceDefinition can say
     */
    public static ObjectNode definition() {
        return new ResourceDefinition(DocumentType.MODEL_SPEC, NAME, "modelspec.v0.1.json")
                .known(SHORT_NAME, "piqc")
                .status("status.v1alpha1.json")
                .column("Version", "string", ".metadata.annotations.piqc\\.ai/version", "The spec's own version.")
                .column("Model", "string", ".spec.identity.model.id", "The model that is deployed.")
                .column(
                        "Compliant",
                        "string",
                        ".status.conditions[?(@.type==\"Compliant\")].status",
                        "Whether it may run.")
                .column("Denied", "integer", ".status.denied", "Findings that deny it.")
                .wideColumn("Warnings", "integer", ".status.warnings", "Findings that are warnings.")
                .wideColumn("Profile", "string", ".status.profile", "The profile that applied.")
                .definition();
    }
}
