package dev.modelspec.engine.schema;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.FindingOrder;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what breaks the schema in one document into findings. */
final class SchemaFindings {
    private final ParsedSpec spec;
    private final SchemaMessages messages;

    SchemaFindings(SchemaTree schema, ParsedSpec spec, Map<String, TextFormat> formats) {
        this.spec = spec;
        this.messages = new SchemaMessages(schema, spec, formats);
    }

    /**
     * The findings, ordered by position, then rule.
     *
     * @param more how many violations there are besides these
     */
    List<Finding> of(List<Violation> violations, int more) {
        Set<String> reported = new HashSet<>();
        for (Finding finding : spec.findings()) {
            reported.add(finding.location().pointer());
        }
        Set<Violation> explained = explained(violations);
        Set<Finding> findings = new HashSet<>();
        for (Violation violation : violations) {
            if (!explained.contains(violation)) {
                Finding finding = of(violation);
                if (!isIn(reported, finding.location().pointer())) {
                    findings.add(finding);
                }
            }
        }
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(FindingOrder.BY_POSITION);
        if (more > 0) {
            ordered.add(finding("more", "More of the same", spec.locate(""), messages.more(more)));
        }
        return List.copyOf(ordered);
    }

    /**
     * One mistake, one finding: a value of the wrong type is not the right value either, and the misspelt field is the one that is
     * missing.
     */
    private Set<Violation> explained(List<Violation> violations) {
        Map<String, Violation> values = new HashMap<>();
        Set<Violation> explained = new HashSet<>();
        Set<String> misspelt = new HashSet<>();
        for (Violation violation : violations) {
            if (violation.is("additionalProperties")) {
                String meant = messages.meant(violation.pointer(), violation.property());
                if (meant != null) {
                    misspelt.add(JsonPointers.child(violation.pointer(), meant));
                }
            } else if (!violation.is("required")) {
                Violation other = values.put(violation.pointer(), violation);
                if (other != null) {
                    explained.add(worse(violation, other));
                }
            }
        }
        for (Violation violation : violations) {
            if (violation.is("required") && misspelt.contains(violation.subject())) {
                explained.add(violation);
            }
        }
        return explained;
    }

    /** The one of two that tells less: a list of right values tells more than a type, except where there is no value at all. */
    private static Violation worse(Violation a, Violation b) {
        Violation type = a.is("type") ? a : b;
        Violation other = a.is("type") ? b : a;
        boolean lists = other.is("enum") || other.is("const");
        return lists && type.actual().isValueNode() && !type.actual().isNull() ? type : other;
    }

    /** Whether the value or something around it has a finding already: what it means is not known then. */
    private static boolean isIn(Set<String> pointers, String pointer) {
        if (pointers.isEmpty()) {
            return false;
        }
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (pointers.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private Finding of(Violation violation) {
        String pointer = violation.pointer();
        Location location = spec.locate(pointer);
        return switch (violation.keyword()) {
            case "additionalProperties" -> unknownField(pointer, violation.property());
            case "required" -> missing(violation.subject());
            case "type" -> finding("type", "Wrong type", location, messages.type(violation));
            case "enum" -> finding("enum", "Value not allowed", location, messages.oneOf(violation));
            case "const" -> finding("const", "Value not allowed", location, messages.constant(violation));
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                finding("range", "Number out of range", location, messages.range(violation));
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                finding("size", "Too few or too many", location, messages.size(violation));
            case "format" -> finding("format", "Not of the right form", location, messages.format(violation));
            default -> finding(kebab(violation.keyword()), "Breaks the schema", location, messages.other(violation));
        };
    }

    private Finding unknownField(String parent, String name) {
        String pointer = JsonPointers.child(parent, name);
        return finding("unknown-field", "Unknown field", spec.locateKey(pointer), messages.unknownField(parent, name));
    }

    private Finding missing(String pointer) {
        return finding("required", "Missing field", spec.locate(pointer), messages.missing(pointer));
    }

    private static Finding finding(String rule, String title, Location location, SchemaMessages.Text text) {
        @Nullable String remediation = text.remediation();
        return new Finding("schema/" + rule, Level.DENY, Severity.HIGH, title, text.message(), remediation, location)
                .mendedBy(text.replacement());
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
