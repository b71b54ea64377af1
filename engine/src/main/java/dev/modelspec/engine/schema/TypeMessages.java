package dev.modelspec.engine.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The words of findings about values of the wrong type. Most come from quotes that are missing or too many. */
final class TypeMessages {
    private final Violation violation;
    private final String written;
    private final @Nullable String example;
    private final List<String> fields;
    private final boolean required;
    private final String name;
    private final String field;

    /**
     * @param written the value as it stands in the text, empty if there is nothing or if it is no scalar
     * @param example a line that shows a right value, if there is one
     * @param fields the fields that the value should have, if it should be an object
     * @param required whether it can not be left out
     */
    TypeMessages(Violation violation, String written, @Nullable String example, List<String> fields, boolean required) {
        this.violation = violation;
        this.written = written;
        this.example = example;
        this.fields = fields;
        this.required = required;
        this.name = Values.dotted(violation.pointer());
        this.field = Values.lastSegment(violation.pointer());
    }

    SchemaMessages.Text text() {
        JsonNode actual = violation.actual();
        String expected = violation.expected().isString() ? violation.expected().stringValue() : "";
        if (actual.isNull()) {
            return empty(expected);
        }
        return switch (expected) {
            case "string" -> actual.isContainer() ? plain() : unquoted(actual);
            case "integer", "number" -> actual.isString() ? quoted(isNumber(actual.stringValue())) : plain();
            case "boolean" -> actual.isString() ? quoted(isBoolean(actual.stringValue())) : plain();
            case "array" -> {
                String how = "Write a list: each element on its own line, after `- `.";
                yield text(violation.expected(), how);
            }
            case "object" -> text(violation.expected(), fieldsBelow());
            default -> plain();
        };
    }

    private SchemaMessages.Text empty(String expected) {
        boolean section = expected.equals("object") || expected.equals("array");
        String read = written.isEmpty() ? "" : ": unquoted `" + written + "` is read as nothing";
        String message = (section ? "The section `" : "`") + name + "` is empty" + read + ".";
        if (expected.equals("string") && !written.isEmpty()) {
            return new SchemaMessages.Text(
                    message, "If text is meant, write it in quotes: `" + as("\"" + written + "\"") + "`.");
        }
        if (section) {
            return new SchemaMessages.Text(message, fieldsBelow() + (required ? "" : " Or leave the section out."));
        }
        return new SchemaMessages.Text(
                message, "Write a value" + (example == null ? "." : ", for example `" + example + "`."));
    }

    private SchemaMessages.Text unquoted(JsonNode actual) {
        String value = actual.isBoolean() ? actual.asString() : "the number " + plainNumber(actual);
        return new SchemaMessages.Text(
                "`" + name + "` has to be text, but is " + Values.describe(actual) + ": unquoted `" + written
                        + "` is read as " + value + ".",
                "Write it in quotes: `" + as("\"" + written + "\"") + "`.",
                written.isEmpty() ? null : "\"" + written + "\"");
    }

    private SchemaMessages.Text quoted(boolean couldBe) {
        if (!couldBe) {
            return plain();
        }
        return new SchemaMessages.Text(
                "`" + name + "` has to be " + Values.type(violation.expected())
                        + ", but is text because of its quotes.",
                "Remove the quotes: `" + as(violation.actual().stringValue()) + "`.",
                violation.actual().stringValue());
    }

    private SchemaMessages.Text plain() {
        return text(violation.expected(), example == null ? null : "For example `" + example + "`.");
    }

    private SchemaMessages.Text text(JsonNode expected, @Nullable String remediation) {
        List<String> types = new ArrayList<>();
        if (expected.isArray()) {
            expected.forEach(type -> types.add(Values.type(type)));
        } else {
            types.add(Values.type(expected));
        }
        JsonNode actual = violation.actual();
        boolean short_ =
                actual.isValueNode() && !written.isEmpty() && written.length() <= 40 && written.indexOf('\n') < 0;
        return new SchemaMessages.Text(
                "`" + name + "` has to be " + String.join(" or ", types) + ", but is "
                        + (short_ ? "`" + written + "`" : Values.describe(actual)) + ".",
                remediation);
    }

    private String as(String value) {
        return SchemaMessages.isElement(field) ? "- " + value : field + ": " + value;
    }

    private String fieldsBelow() {
        return fields.isEmpty() || fields.size() > SchemaMessages.FEW_FIELDS
                ? "Write its fields below it."
                : "Write its fields below it: " + String.join(", ", fields) + ".";
    }

    private static String plainNumber(JsonNode number) {
        BigDecimal value = number.decimalValue();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static boolean isBoolean(String s) {
        return s.equals("true") || s.equals("false");
    }

    private static boolean isNumber(String s) {
        try {
            new BigDecimal(s);
            return s.length() < 40;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
