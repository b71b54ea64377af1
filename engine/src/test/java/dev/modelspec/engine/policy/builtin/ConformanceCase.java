package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of OPA's cases for all who implement Rego.
 *
 * @param family the folder it is in
 * @param note its name, which is not always unique
 * @param modules Rego sources
 * @param query Rego, whose variables the wanted result names
 * @param data the base document, or null
 * @param input JSON or Rego, or null
 * @param wanted the wanted bindings of each answer, or null if the case wants an error
 * @param strict whether the wanted error is one only where errors of builtins are strict
 * @param sorted whether arrays are compared without regard to order
 */
record ConformanceCase(
        String family,
        String note,
        List<String> modules,
        String query,
        @Nullable RegoValue data,
        @Nullable String input,
        @Nullable RegoArray wanted,
        boolean strict,
        boolean sorted) {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+");
    private static final Pattern DATA = Pattern.compile("(?<![\\w.\"])data(?=[.\\[])");

    static ConformanceCase of(String family, RegoObject object) {
        List<String> modules = new ArrayList<>();
        if (object.get("modules") instanceof RegoArray array) {
            array.elements().forEach(module -> modules.add(text(module)));
        }
        RegoValue input = object.get("input");
        RegoValue term = object.get("input_term");
        RegoValue result = object.get("want_result");
        RegoValue defined = object.get("want_defined");
        RegoArray wanted = null;
        if (result instanceof RegoArray array) {
            wanted = array;
        } else if (defined != null) {
            wanted = RegoBoolean.of(true).equals(defined) ? RegoArray.of(emptyObject()) : RegoArray.of();
        }
        return new ConformanceCase(
                family,
                text(object.get("note")),
                modules,
                text(object.get("query")),
                object.get("data"),
                term != null ? text(term) : input == null ? null : input.toText(),
                wanted,
                RegoBoolean.of(true).equals(object.get("strict_error")),
                RegoBoolean.of(true).equals(object.get("sort_bindings")));
    }

    private static RegoObject emptyObject() {
        return new RegoObject(new TreeMap<>());
    }

    private static String text(@Nullable RegoValue value) {
        if (value instanceof RegoString string) {
            return string.value();
        }
        throw new IllegalStateException("a case has no text where one was expected: " + value);
    }

    boolean mentions(Pattern call) {
        return call.matcher(query).find()
                || modules.stream().anyMatch(module -> call.matcher(module).find());
    }

    /** The modules moved below a package of their own, so that cases do not meet. */
    List<String> modulesIn(String root) {
        return modules.stream()
                .map(module -> rooted(PACKAGE.matcher(module).replaceFirst("package " + root + "."), root))
                .toList();
    }

    /** A rule {@code answers}: the JSON text of all bindings that the query has. */
    String answersIn(String root, String entrypoint) {
        String with = input == null ? "" : " with input as " + input;
        return """
            package %s

            answers := json.marshal_with_options([bindings |
            	%s%s
            	bindings := {%s}
            ], {})
            """.formatted(entrypoint, rooted(query, root).replace(";", with + "\n\t"), with, bindings());
    }

    private String bindings() {
        List<String> names = new ArrayList<>();
        if (wanted == null && Pattern.compile("\\bx\\b").matcher(query).find()) {
            names.add("x");
        } else if (wanted != null
                && !wanted.elements().isEmpty()
                && wanted.elements().get(0) instanceof RegoObject first) {
            first.entries().keySet().forEach(name -> names.add(text(name)));
        }
        return String.join(
                ", ", names.stream().map(name -> "\"" + name + "\": " + name).toList());
    }

    private static String rooted(String rego, String root) {
        Matcher matcher = DATA.matcher(rego);
        return matcher.replaceAll("data." + root);
    }

    @Override
    public String toString() {
        return family + ": " + note;
    }
}
