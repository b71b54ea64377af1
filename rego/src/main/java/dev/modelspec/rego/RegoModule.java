package dev.modelspec.rego;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param findings the objects that findings are made of, where they are written out
 * @param parameters the references to parameters of rules
 */
public record RegoModule(
        String file,
        List<String> path,
        int row,
        @Nullable JsonNode metadata,
        List<Rule> rules,
        List<List<String>> references,
        List<Details> findings,
        List<Parameter> parameters) {

    /**
     * One definition of a rule.
     *
     * @param name the name of the rule
     * @param row the 1-based line of its head
     * @param contains whether it adds to a set, {@code name contains …}
     */
    public record Rule(String name, int row, boolean contains) {}

    /**
     * A reference to the parameters of rules.
     *
     * @param path what follows {@code data.params}, as far as it is known before it is evaluated
     * @param row the 1-based line
     */
    public record Parameter(List<String> path, int row) {}

    /**
     * What a finding is made of.
     *
     * @param row the 1-based line
     * @param members what stands at each member, as OPA calls it: {@code array}, {@code string}, {@code call}, {@code var} …
     */
    public record Details(int row, SortedMap<String, String> members) {}

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
                                rule.required("row").asInt(),
                                rule.required("contains").asBoolean()))
                        .toList(),
                module.required("references")
                        .valueStream()
                        .map(RegoModule::strings)
                        .toList(),
                module.required("findings")
                        .valueStream()
                        .map(RegoModule::details)
                        .toList(),
                module.required("parameters")
                        .valueStream()
                        .map(reference -> new Parameter(
                                strings(reference.required("path")),
                                reference.required("row").asInt()))
                        .toList());
    }

    private static Details details(JsonNode details) {
        var members = new TreeMap<String, String>();
        details.required("members")
                .properties()
                .forEach(
                        member -> members.put(member.getKey(), member.getValue().asString()));
        return new Details(details.required("row").asInt(), members);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
