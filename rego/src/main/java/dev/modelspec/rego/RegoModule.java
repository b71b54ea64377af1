package dev.modelspec.rego;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a Rego file declares.
 *
 * @param file its path in the workspace
 * @param path the package without the leading {@code data}, such as {@code [modelspec, rules, privacy, pii-declared]}
 * @param row the 1-based line of the package statement
 * @param metadata the {@code # METADATA} block of package scope, with the field names of OPA's documentation; null if none
 * @param rules its rules in the order of the file; a rule with several bodies is listed once for each
 * @param references the paths, without the leading {@code data}, of all that the outcome of its rules can depend on: what stands at
 *     them, above them and below them
 */
public record RegoModule(
        String file,
        List<String> path,
        int row,
        @Nullable JsonNode metadata,
        List<Rule> rules,
        List<List<String>> references) {

    /**
     * One definition of a rule.
     *
     * @param name the name of the rule
     * @param row the 1-based line of its head
     */
    public record Rule(String name, int row) {}

    static List<RegoModule> listOf(JsonNode modules) {
        return modules.valueStream().map(RegoModule::of).toList();
    }

    private static RegoModule of(JsonNode module) {
        return new RegoModule(
                module.required("file").asString(),
                strings(module.required("package")),
                module.required("row").asInt(),
                module.get("metadata"),
                module.required("rules")
                        .valueStream()
                        .map(rule -> new Rule(
                                rule.required("name").asString(),
                                rule.required("row").asInt()))
                        .toList(),
                module.required("references")
                        .valueStream()
                        .map(RegoModule::strings)
                        .toList());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
