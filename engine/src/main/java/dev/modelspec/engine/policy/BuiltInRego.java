package dev.modelspec.engine.policy;

import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Rego of the built-in rules and libraries, by the paths that it has in a workspace. */
final class BuiltInRego {
    private BuiltInRego() {}

    static SortedMap<String, String> texts() {
        return Read.TEXTS;
    }

    /** The packages that the files declare, without {@code data}. */
    static SortedMap<String, List<String>> packages() {
        return Read.PACKAGES;
    }

    /** {@code {category: {rule: {name: JSON Schema}}}}, as JSON. */
    static String parameters() {
        return Read.PARAMETERS;
    }

    /** Read when somebody needs them. */
    private static final class Read {
        static final SortedMap<String, String> TEXTS;
        static final SortedMap<String, List<String>> PACKAGES;
        static final String PARAMETERS;

        static {
            var texts = new TreeMap<String, String>();
            var packages = new TreeMap<String, List<String>>();
            for (var file : PolicyBundle.json("rego.json").properties()) {
                texts.put(file.getKey(), file.getValue().required("rego").asString());
                JsonNode path = file.getValue().required("package");
                packages.put(
                        file.getKey(),
                        path.valueStream().map(JsonNode::asString).toList());
            }
            TEXTS = Collections.unmodifiableSortedMap(texts);
            PACKAGES = Collections.unmodifiableSortedMap(packages);
            ObjectNode parameters = JsonNodeFactory.instance.objectNode();
            for (RuleMetadata rule :
                    RuleCatalog.fromJson(PolicyBundle.json("catalog.json")).rules()) {
                parameters.withObjectProperty(rule.category()).set(rule.name(), rule.parameters());
            }
            PARAMETERS = parameters.toString();
        }
    }
}
