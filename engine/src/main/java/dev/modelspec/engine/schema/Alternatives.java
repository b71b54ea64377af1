package dev.modelspec.engine.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Chooses, where a schema offers alternatives (oneOf, anyOf) and a value fits none, the violations of the one that was meant: the
 * one whose type the value has. What the value breaks in the others is of no help to anybody.
 */
final class Alternatives {
    private Alternatives() {}

    static List<Violation> chosen(List<Violation> violations) {
        List<Violation> chosen = new ArrayList<>();
        Map<String, List<Violation>> groups = new LinkedHashMap<>();
        for (Violation violation : violations) {
            int at = alternatives(violation.path());
            if (at < 0) {
                chosen.add(violation);
            } else {
                String place = String.join("/", violation.path().subList(0, at + 1)) + owner(violation, at);
                groups.computeIfAbsent(place, k -> new ArrayList<>()).add(violation);
            }
        }
        groups.values().forEach(group -> chosen.addAll(ofGroup(group)));
        return chosen;
    }

    private static int alternatives(List<String> path) {
        int one = path.indexOf("oneOf");
        return one >= 0 ? one : path.indexOf("anyOf");
    }

    /** The same schema may apply to several values, such as all elements of a list. */
    private static String owner(Violation violation, int at) {
        long below = violation.path().subList(at, violation.path().size()).stream()
                .filter(k -> k.equals("properties") || k.equals("items") || k.equals("patternProperties"))
                .count();
        String pointer = violation.pointer();
        for (long i = 0; i < below; i++) {
            pointer = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
        }
        return " " + pointer;
    }

    private static List<Violation> ofGroup(List<Violation> group) {
        String root = group.stream()
                .map(Violation::pointer)
                .min((a, b) -> Integer.compare(a.length(), b.length()))
                .orElse("");
        Map<String, List<Violation>> byAlternative = new TreeMap<>();
        for (Violation violation : group) {
            int at = alternatives(violation.path());
            if (at + 1 < violation.path().size()) {
                byAlternative
                        .computeIfAbsent(violation.path().get(at + 1), k -> new ArrayList<>())
                        .add(violation);
            }
        }
        for (List<Violation> alternative : byAlternative.values()) {
            if (alternative.stream().noneMatch(v -> v.pointer().equals(root))) {
                return alternative;
            }
        }
        for (List<Violation> alternative : byAlternative.values()) {
            if (alternative.stream().noneMatch(v -> v.pointer().equals(root) && isOfAnotherType(v))) {
                return alternative;
            }
        }
        return byAlternative.isEmpty() ? group : List.of(ofAnyType(group, root));
    }

    private static boolean isOfAnotherType(Violation violation) {
        return violation.is("type")
                || (violation.is("enum") && violation.actual().isContainer());
    }

    private static Violation ofAnyType(List<Violation> group, String root) {
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        Violation first = group.get(0);
        for (Violation violation : group) {
            if (violation.is("type") && violation.pointer().equals(root)) {
                types.add(violation.expected());
                first = violation;
            }
        }
        return new Violation(root, "type", "", types, first.actual(), first.path());
    }
}
