package dev.modelspec.testing;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A finding that a suite expects. What is null is not compared.
 *
 * @param path JSON Pointer
 * @param line from 1
 */
record ExpectedFinding(
        String rule,
        @Nullable String path,
        @Nullable Integer line,
        @Nullable Level level,
        @Nullable String message) {
    static ExpectedFinding of(JsonNode finding) {
        JsonNode level = finding.get("level");
        return new ExpectedFinding(
                finding.required("rule").asString(),
                text(finding, "path"),
                finding.has("line") ? finding.required("line").asInt() : null,
                level == null ? null : Level.valueOf(level.asString().toUpperCase(Locale.ROOT)),
                text(finding, "message"));
    }

    /** All that a finding says of itself. */
    static ExpectedFinding of(Finding finding) {
        return new ExpectedFinding(
                finding.rule(),
                finding.location().pointer(),
                finding.location().region().startLine(),
                finding.level(),
                finding.message());
    }

    private static @Nullable String text(JsonNode finding, String field) {
        JsonNode value = finding.get(field);
        return value == null ? null : value.asString();
    }

    boolean matches(ExpectedFinding actual) {
        return rule.equals(actual.rule)
                && (path == null || path.equals(actual.path))
                && (line == null || line.equals(actual.line))
                && (level == null || level == actual.level)
                && (message == null || message.equals(actual.message));
    }

    /** This finding, without what the other leaves open: what can be compared at a glance. */
    ExpectedFinding asFarAs(ExpectedFinding other) {
        return new ExpectedFinding(
                rule,
                other.path == null ? null : path,
                other.line == null ? null : line,
                other.level == null ? null : level,
                other.message == null ? null : message);
    }

    /** How many of the things that this finding says the other says too. */
    int likeness(ExpectedFinding other) {
        int same = 0;
        same += path != null && path.equals(other.path) ? 2 : 0;
        same += line != null && line.equals(other.line) ? 1 : 0;
        same += level != null && level == other.level ? 1 : 0;
        same += message != null && message.equals(other.message) ? 1 : 0;
        return same;
    }

    /** As it stands in a suite. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("- rule: " + rule);
        if (path != null) {
            lines.add("  path: " + (path.isEmpty() ? "\"\"" : path));
        }
        if (line != null) {
            lines.add("  line: " + line);
        }
        if (level != null) {
            lines.add("  level: " + level.name().toLowerCase(Locale.ROOT));
        }
        if (message != null) {
            lines.add("  message: " + message);
        }
        return lines;
    }
}
