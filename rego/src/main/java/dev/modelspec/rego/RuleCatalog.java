package dev.modelspec.rego;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The rules of a bundle by id, in the order of their ids. Immutable. */
public final class RuleCatalog {
    private final SortedMap<String, RuleMetadata> rules;

    private RuleCatalog(SortedMap<String, RuleMetadata> rules) {
        this.rules = Collections.unmodifiableSortedMap(rules);
    }

    /**
     * Reads the rules' METADATA and holds the modules against the conventions of a rule: its package, its one public rule
     * {@code report}, what its METADATA must say, an id of its own.
     *
     * @throws RegoException if a module breaks a convention
     */
    public static RuleCatalog of(Collection<RegoModule> modules) throws RegoException {
        return new RuleCatalog(new RuleConventions().read(modules));
    }

    /** The rules of both; one that both have is taken from this. */
    public RuleCatalog and(RuleCatalog other) {
        var both = new TreeMap<>(other.rules);
        both.putAll(rules);
        return new RuleCatalog(both);
    }

    /** Reads what {@link #toJson} wrote. */
    public static RuleCatalog fromJson(JsonNode catalog) {
        var rules = new TreeMap<String, RuleMetadata>();
        for (JsonNode rule : catalog.required("rules")) {
            RuleMetadata metadata = RuleMetadataJson.read(rule);
            rules.put(metadata.id(), metadata);
        }
        return new RuleCatalog(rules);
    }

    /** {@code {"rules": [{"id": …, "title": …, …}]}}. */
    public JsonNode toJson() {
        var catalog = JsonNodeFactory.instance.objectNode();
        var list = catalog.putArray("rules");
        rules.values().forEach(rule -> list.add(RuleMetadataJson.write(rule)));
        return catalog;
    }

    /** All rules in the order of their ids. */
    public Collection<RuleMetadata> rules() {
        return rules.values();
    }

    /** The rule with an id. */
    public Optional<RuleMetadata> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
