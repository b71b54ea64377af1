package dev.modelspec.engine.report;

import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.rego.Explanation.Definition;
import dev.modelspec.rego.Explanation.Step;
import dev.modelspec.rego.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The lines of one body of a rule, each expression with a mark, and the values that decided. */
final class DefinitionText {
    static final String HELD = "✓";
    static final String FAILED = "✗";
    static final String NOT_REACHED = "·";

    private static final int WIDTH = 80;
    private static final int NUMBER_WIDTH = 4;

    /** Columns before the code. */
    private static final int CODE = 4 + NUMBER_WIDTH + 4;

    /** A value may take two lines or so. */
    private static final int MOST = 120;

    private final StringBuilder text;
    private final Palette palette;
    private final List<String> lines;
    private final Participants participants;
    private final JsonNode input;

    DefinitionText(StringBuilder text, Palette palette, List<String> lines, Participants participants, JsonNode input) {
        this.text = text;
        this.palette = palette;
        this.lines = lines;
        this.participants = participants;
        this.input = input;
    }

    void append(Definition definition) {
        text.append("  ")
                .append(palette.paint(Style.RULE, definition.name()))
                .append(", line ")
                .append(definition.row())
                .append(": ")
                .append(verdict(definition))
                .append('\n');
        boolean explained = false;
        for (Step step : definition.steps()) {
            boolean failed = step.reached() && !step.held();
            step(step, shares(step, definition.steps()));
            if (failed && !explained) {
                explained = true;
                values(step.locals());
                values(participants.reads(step));
            }
        }
        if (definition.held() > 0) {
            values(valuesOf(definition));
        }
    }

    private static String verdict(Definition definition) {
        if (definition.entered() == 0) {
            return "not reached";
        }
        if (definition.held() == 0) {
            return "does not hold";
        }
        if (definition.entered() == 1) {
            return definition.held() == 1 ? "holds" : "holds " + definition.held() + " times";
        }
        String all = definition.held() == definition.entered() ? "all " : definition.held() + " of ";
        return "holds " + all + definition.entered() + " times";
    }

    private void step(Step step, boolean shares) {
        String mark = !step.reached() ? NOT_REACHED : step.held() ? HELD : FAILED;
        Style style = !step.reached() ? Style.QUIET : step.held() ? Style.ALLOW : Style.WARN;
        List<String> shown = shown(step, shares);
        String margin = step.row() <= lines.size() ? indent(lines.get(step.row() - 1)) : "";
        for (int i = 0; i < shown.size(); i++) {
            String line = shown.get(i);
            String code = line.startsWith(margin) ? line.substring(margin.length()) : line.stripLeading();
            text.append("    ").append(i == 0 ? palette.paint(style, mark) : " ");
            text.append(palette.paint(Style.QUIET, String.format("%" + (NUMBER_WIDTH + 1) + "d  ", step.row() + i)));
            paint(step.held() ? null : style, "  ".repeat(indent(code).length()), code.strip());
        }
    }

    /** The lines of an expression: the file's own, or no more than the expression where others are beside it. */
    private List<String> shown(Step step, boolean shares) {
        List<String> own = step.text().lines().toList();
        int from = step.row() - 1;
        int to = from + own.size();
        return shares || to > lines.size() ? own : lines.subList(from, to);
    }

    /** Whether another of the expressions is on a line of this one. */
    private static boolean shares(Step step, List<Step> all) {
        return all.stream()
                .anyMatch(other -> !other.equals(step) && other.row() <= lastRow(step) && lastRow(other) >= step.row());
    }

    private static int lastRow(Step step) {
        return step.row() + (int) step.text().lines().count() - 1;
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /** Code in a colour, wrapped. */
    private void paint(@Nullable Style style, String indent, String code) {
        var wrapped = new StringBuilder();
        Paragraph.wrap(wrapped, CODE + indent.length(), code, 0, WIDTH);
        boolean first = true;
        for (String part : wrapped.toString().lines().toList()) {
            text.append(first ? indent : " ".repeat(CODE) + indent + "    ");
            text.append(style == null ? part : palette.paint(style, part)).append('\n');
            first = false;
        }
    }

    /** The variables, and what was read outside, but for the finding itself, which is told above. */
    private SortedMap<String, @Nullable RegoValue> valuesOf(Definition definition) {
        var values = new TreeMap<String, @Nullable RegoValue>(definition.locals());
        definition.steps().forEach(step -> values.putAll(participants.reads(step)));
        values.keySet().removeIf(name -> name.equals("finding") || name.equals("rego.metadata.chain"));
        return values;
    }

    private void values(Map<String, ? extends @Nullable RegoValue> values) {
        values.forEach((name, value) -> {
            String said = value == null ? name + " is undefined" + reason(name) : name + " = " + cut(value.text());
            Paragraph.append(text, " ".repeat(CODE + 2), said, CODE + 4, WIDTH);
        });
    }

    private String reason(String name) {
        String missing = name.startsWith("input.") ? MissingField.of(name, input) : null;
        return missing == null || missing.equals(name) ? "" : ": there is no " + missing;
    }

    private static String cut(String value) {
        return value.length() <= MOST ? value : value.substring(0, value.offsetByCodePoints(0, MOST - 1)) + "…";
    }
}
