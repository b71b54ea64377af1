package dev.modelspec.rego;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the METADATA block of a rule says.
 *
 * @param id {@code category/rule-id}
 * @param title short name
 * @param description what is checked and why
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param remediation what to do about a finding
 * @param controls ids of controls of compliance frameworks
 * @param relatedResources where to read more
 * @param parameters JSON Schemas of the rule's parameters by name, each with a {@code default}
 * @param secrets whether it names secrets, which reports hide; it is asked where it is off, too
 * @param file the file it stands in
 * @param row the 1-based line of its package statement
 */
public record RuleMetadata(
        String id,
        String title,
        String description,
        String severity,
        String remediation,
        List<String> controls,
        List<RelatedResource> relatedResources,
        ObjectNode parameters,
        boolean secrets,
        String file,
        int row) {

    /**
     * A page to read.
     *
     * @param ref its address
     * @param description what it is; empty if not given
     */
    public record RelatedResource(String ref, String description) {}

    /** Categories of the findings that no rule makes, but the reader and the schema of a ModelSpec. */
    private static final Set<String> OF_THE_ENGINE = Set.of("schema", "syntax");

    /** Whether findings of an id, {@code category/name}, are the engine's own, and not those of a rule. */
    public static boolean isOfTheEngine(String id) {
        return OF_THE_ENGINE.contains(id.substring(0, Math.max(0, id.indexOf('/'))));
    }

    /** The part of the id before the slash. */
    public String category() {
        return id.substring(0, id.indexOf('/'));
    }

    /** The part of the id after the slash. */
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }
}
