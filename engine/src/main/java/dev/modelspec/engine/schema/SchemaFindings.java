package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns the library's errors about one document into findings in our words. */
final class SchemaFindings {
    private static final Comparator<Finding> ORDER = Comparator.<Finding>comparingInt(
                    f -> f.location().region().startLine())
            .thenComparingInt(f -> f.location().region().startColumn())
            .thenComparing(Finding::rule)
            .thenComparing(f -> f.location().pointer())
            .thenComparing(Finding::message);

    private final ParsedSpec spec;
    private final SchemaMessages messages;
    private final Set<String> reported = new HashSet<>();

    SchemaFindings(SchemaTree schema, ParsedSpec spec) {
        this.spec = spec;
        this.messages = new SchemaMessages(schema, spec);
        for (Finding finding : spec.findings()) {
            reported.add(finding.location().pointer());
        }
    }

    List<Finding> of(List<Error> errors) {
        List<Finding> findings = new ArrayList<>();
        for (Error error : Alternatives.chosen(errors)) {
            Finding finding = of(error);
            if (!reported.contains(finding.location().pointer())) {
                findings.add(finding);
            }
        }
        findings.sort(ORDER);
        return findings.stream().distinct().toList();
    }

    private Finding of(Error error) {
        String pointer = pointer(error.getInstanceLocation());
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownField(pointer, String.valueOf(property));
            case "required" -> missing(pointer, String.valueOf(property));
            default -> wrongValue(pointer, error);
        };
    }

    private Finding unknownField(String parent, String name) {
        String pointer = JsonPointers.child(parent, name);
        return finding("unknown-field", "Unknown field", spec.locateKey(pointer), messages.unknownField(parent, name));
    }

    private Finding missing(String parent, String name) {
        String pointer = JsonPointers.child(parent, name);
        return finding("required", "Missing field", spec.locate(pointer), messages.missing(pointer));
    }

    private Finding wrongValue(String pointer, Error error) {
        Location location = spec.locate(pointer);
        return switch (error.getKeyword()) {
            case "type" -> finding("type", "Wrong type", location, messages.type(pointer, error));
            case "enum" ->
                finding("enum", "Value not allowed", location, messages.oneOf(pointer, error.getSchemaNode()));
            case "const" -> finding("const", "Value not allowed", location, messages.constant(pointer, error));
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                finding("range", "Number out of range", location, messages.range(pointer, error));
            default ->
                finding(kebab(error.getKeyword()), "Breaks the schema", location, messages.other(pointer, error));
        };
    }

    private static Finding finding(String rule, String title, Location location, SchemaMessages.Text text) {
        return new Finding(
                "schema/" + rule, Level.DENY, Severity.HIGH, title, text.message(), text.remediation(), location);
    }

    private static String pointer(NodePath path) {
        List<Object> segments = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            segments.add(path.getElement(i));
        }
        return JsonPointers.of(segments);
    }

    private static String kebab(String keyword) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < keyword.length(); i++) {
            char c = keyword.charAt(i);
            if (Character.isUpperCase(c)) {
                kebab.append('-').append(Character.toLowerCase(c));
            } else if (c != '$') {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }
}
