package dev.modelspec.engine.governance;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that has to be so for an override to apply. Labels are compared as Kubernetes does it.
 *
 * @param place what is looked at
 * @param key which label; empty for the name of the namespace
 * @param operator how it is compared
 * @param values with what; none for {@link Operator#EXISTS} and {@link Operator#DOES_NOT_EXIST}
 */
public record Condition(Place place, String key, Operator operator, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }

    /** What a condition looks at. */
    public enum Place {
        /** A label of the spec. */
        LABEL,
        /** A label of the namespace. */
        NAMESPACE_LABEL,
        /** The name of the namespace. */
        NAMESPACE
    }

    /** How it is compared. */
    public enum Operator {
        /** The label has one of the values. */
        IN("In"),
        /** The label has none of the values, or is not there. */
        NOT_IN("NotIn"),
        /** The label is there. */
        EXISTS("Exists"),
        /** The label is not there. */
        DOES_NOT_EXIST("DoesNotExist"),
        /** The name is like one of the values, in which {@code *} stands for any text. */
        LIKE("Like");

        private final String id;

        Operator(String id) {
            this.id = id;
        }

        /** The name as Kubernetes writes it. */
        public String id() {
            return id;
        }

        /** Whether it compares with values. */
        boolean takesValues() {
            return this != EXISTS && this != DOES_NOT_EXIST;
        }
    }

    /**
     * What is known of a spec to choose by.
     *
     * @param labels {@code metadata.labels}, of which only texts count
     * @param namespace null if it is not known
     */
    record Subject(JsonNode labels, @Nullable Namespace namespace) {}

    /** What there is to compare; null if there is nothing. */
    @Nullable
    String actual(Subject subject) {
        Namespace namespace = subject.namespace();
        return switch (place) {
            case LABEL -> subject.labels().path(key).stringValue(null);
            case NAMESPACE_LABEL ->
                namespace == null ? null : namespace.knownLabels().get(key);
            case NAMESPACE -> namespace == null ? null : namespace.name();
        };
    }

    /** Whether it is about something of a namespace that is not known. Then it is not met, not even if it asks for a lack. */
    boolean isUnknown(Subject subject) {
        Namespace namespace = subject.namespace();
        return switch (place) {
            case LABEL -> false;
            case NAMESPACE_LABEL -> namespace == null || !namespace.knows(key);
            case NAMESPACE -> namespace == null || namespace.name() == null;
        };
    }

    boolean metBy(Subject subject) {
        if (isUnknown(subject)) {
            return false;
        }
        String actual = actual(subject);
        return switch (operator) {
            case IN -> actual != null && values.contains(actual);
            case NOT_IN -> actual == null || !values.contains(actual);
            case EXISTS -> actual != null;
            case DOES_NOT_EXIST -> actual == null;
            case LIKE -> actual != null && values.stream().anyMatch(glob -> isLike(actual, glob));
        };
    }

    private static boolean isLike(String text, String glob) {
        String[] parts = glob.split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(glob);
        }
        String last = Objects.requireNonNull(parts[parts.length - 1]);
        int end = text.length() - last.length();
        if (!text.startsWith(parts[0]) || !text.endsWith(last) || end < parts[0].length()) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = text.indexOf(parts[i], from);
            if (at < 0 || at + parts[i].length() > end) {
                return false;
            }
            from = at + parts[i].length();
        }
        return true;
    }

    /** In words, such as {@code label env is prod or staging}. */
    @Override
    public String toString() {
        String subject = switch (place) {
            case LABEL -> "label " + key;
            case NAMESPACE_LABEL -> "namespace label " + key;
            case NAMESPACE -> "namespace";
        };
        return switch (operator) {
            case IN -> subject + " is " + String.join(" or ", values);
            case NOT_IN -> subject + " is not " + String.join(" or ", values);
            case EXISTS -> subject + " is set";
            case DOES_NOT_EXIST -> subject + " is not set";
            case LIKE -> subject + " is like " + String.join(" or ", values);
        };
    }
}
