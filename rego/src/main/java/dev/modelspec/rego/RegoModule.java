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
 * @param uses the references to data, also by the names that imports, rules and variables give it
 * @param findings the objects that findings are made of, where they are written out
 */
public record RegoModule(
        String file,
        List<String> path,
        int row,
        @Nullable JsonNode metadata,
        List<Rule> rules,
        List<List<String>> references,
        List<Use> uses,
        List<Details> findings) {

    /**
     * One definition of a rule.
     *
     * @param name the name of the rule
     * @param path the steps of its name, as in {@code a.b["c"]}, as far as they are known before it is evaluated
     * @param row the 1-based line of its head
     * @param contains whether it adds to a set, {@code name contains …}
     */
    public record Rule(String name, List<String> path, int row, boolean contains) {}

    /**
     * A reference to data.
     *
     * @param path what follows {@code data}, as far as it is known before it is evaluated
     * @param row the 1-based line
     * @param column the 1-based column, in bytes
     * @param target whether nothing is read: {@code with} puts something in its place
     * @param alone whether it is an expression by itself, which holds unless it is false or undefined
     */
    public record Use(List<String> path, int row, int column, boolean target, boolean alone) {}

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
                module.required("rules").valueStream().map(RegoModule::rule).toList(),
                module.required("references")
                        .valueStream()
                        .map(RegoModule::strings)
                        .toList(),
                module.required("uses").valueStream().map(RegoModule::use).toList(),
                module.required("findings")
                        .valueStream()
                        .map(RegoModule::details)
                        .toList());
    }

    private static Rule rule(JsonNode rule) {
        String name = rule.required("name").asString();
        JsonNode path = rule.get("path");
        return new Rule(
                name,
                path == null ? List.of(name) : strings(path),
                rule.required("row").asInt(),
                rule.has("contains"));
    }

    private static Use use(JsonNode use) {
        return new Use(
                strings(use.required("path")),
                use.required("row").asInt(),
                use.required("column").asInt(),
                use.has("target"),
                use.has("alone"));
    }

    private static Details details(JsonNode details) {
        var members = new TreeMap<String, String>();
        details.required("members")
                .properties()
                .forEach(
                        member -> members.put(member.getKey(), member.getValue().asString()));
        return new Details(details.required("row").asInt(), members);
    }

    /** There are thousands. */
    private static List<String> strings(JsonNode array) {
        var strings = new String[array.size()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = array.get(i).asString();
        }
        return List.of(strings);
    }
}
