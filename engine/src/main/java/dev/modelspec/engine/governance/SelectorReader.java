package dev.modelspec.engine.governance;

import dev.modelspec.engine.governance.Condition.Operator;
import dev.modelspec.engine.governance.Condition.Place;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads which specs the overrides of a profile are for, and collects what is wrong with that beyond what a schema can say: a selector
 * that selects nothing, or everything, looks like any other.
 */
final class SelectorReader {
    private final ParsedSpec document;
    private final ProfileProblems problems;
    private final Set<String> names = new HashSet<>();

    SelectorReader(ParsedSpec document, ProfileProblems problems) {
        this.document = document;
        this.problems = problems;
    }

    /** The name of the override at this pointer. */
    String name(String override) {
        String name = document.tree().at(override).path("name").asString("");
        if (!names.add(name)) {
            problems.add(
                    override + "/name",
                    "There is an override `" + name + "` above already. Give each a name of its own.");
        }
        return name;
    }

    /** The conditions of the override at this pointer. */
    List<Condition> conditions(String override) {
        JsonNode written = document.tree().at(override);
        var conditions = new ArrayList<Condition>();
        read(written.path("objectSelector"), override + "/objectSelector", Place.LABEL, conditions);
        read(written.path("namespaceSelector"), override + "/namespaceSelector", Place.NAMESPACE_LABEL, conditions);
        if (written.has("namespaces")) {
            conditions.add(new Condition(Place.NAMESPACE, "", Operator.LIKE, texts(written.path("namespaces"))));
        }
        if (!written.has("objectSelector") && !written.has("namespaceSelector") && !written.has("namespaces")) {
            problems.add(
                    override + "/name",
                    "This override does not say which specs it is for. Add an objectSelector, a namespaceSelector or"
                            + " namespaces; what is for all specs belongs in spec.rules.");
        }
        return conditions;
    }

    private void read(JsonNode selector, String pointer, Place place, List<Condition> conditions) {
        for (var label : selector.path("matchLabels").properties()) {
            String at = JsonPointers.child(pointer + "/matchLabels", label.getKey());
            checkKey(label.getKey(), at);
            checkValue(label.getValue().asString(), at);
            conditions.add(new Condition(
                    place, label.getKey(), Operator.IN, List.of(label.getValue().asString())));
        }
        JsonNode expressions = selector.path("matchExpressions");
        for (int i = 0; i < expressions.size(); i++) {
            conditions.add(expression(expressions.path(i), pointer + "/matchExpressions/" + i, place));
        }
    }

    private Condition expression(JsonNode expression, String pointer, Place place) {
        String key = expression.path("key").asString("");
        checkKey(key, pointer + "/key");
        Operator operator = operator(expression.path("operator").asString(""));
        List<String> values = texts(expression.path("values"));
        if (operator.takesValues() && values.isEmpty()) {
            problems.add(pointer + "/operator", operator.id() + " needs `values`, a list with at least one.");
        } else if (!operator.takesValues() && !values.isEmpty()) {
            problems.add(pointer + "/values", operator.id() + " takes no `values`. Remove them, or use In or NotIn.");
        }
        for (int i = 0; i < values.size(); i++) {
            checkValue(values.get(i), pointer + "/values/" + i);
        }
        return new Condition(place, key, operator, values);
    }

    private static Operator operator(String id) {
        for (Operator operator : Operator.values()) {
            if (operator.id().equals(id)) {
                return operator;
            }
        }
        throw new IllegalStateException("the schema lets the operator " + id + " pass");
    }

    private void checkKey(String key, String pointer) {
        if (!LabelSyntax.isKey(key)) {
            problems.add(
                    pointer,
                    "`" + key + "` cannot be the name of a label: at most 63 letters, digits, `-`, `_` and `.`, with a"
                            + " letter or digit at both ends, and before it perhaps a domain and `/`.");
        }
    }

    private void checkValue(String value, String pointer) {
        if (!LabelSyntax.isValue(value)) {
            problems.add(
                    pointer,
                    "`" + value + "` cannot be the value of a label: at most 63 letters, digits, `-`, `_` and `.`, with"
                            + " a letter or digit at both ends.");
        }
    }

    private static List<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).toList();
    }
}
