package dev.modelspec.engine.cluster;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.spec.DocumentType;
import tools.jackson.databind.node.ObjectNode;

/** The CustomResourceDefinition of waivers, made from {@code waiver.v1alpha1.json}. */
public final class WaiverCrd {
    /** Its name, which is also the plural and the group of the resource. */
    public static final String NAME = "waivers.governance.modelspec.dev";

    private WaiverCrd() {}

    /**
     * The definition, ready to be applied; a tree of the caller's own.
     *
     * @throws GovernanceException if the schema says something that no CustomResourceDefinition can say
     */
    public static ObjectNode definition() {
        return new ResourceDefinition(DocumentType.WAIVER, NAME, "waiver.v1alpha1.json")
                .column("Rule", "string", ".spec.rule", "The rule that need not be kept.")
                .column("In", "string", ".spec.target.namespace", "The namespace of the spec that is excused.")
                .column("Target", "string", ".spec.target.name", "The spec that is excused.")
                // No date: kubectl shows those by their age, and has no word for what is yet to come.
                .column("Expires", "string", ".spec.expiresAt", "From when on it holds no more.")
                .column("Owner", "string", ".spec.owner", "Who answers for it.")
                .wideColumn("Path", "string", ".spec.target.path", "The part of the spec that is excused.")
                .wideColumn("Ticket", "string", ".spec.ticket", "Where it was decided.")
                .wideColumn("Reason", "string", ".spec.reason", "Why it is accepted.")
                .definition();
    }
}
