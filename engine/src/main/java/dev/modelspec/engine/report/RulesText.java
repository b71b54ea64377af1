package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.rego.RuleMetadata;
import dev.modelspec.rego.RuleMetadata.RelatedResource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules for people at a terminal of 80 columns. */
public final class RulesText {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    private static final int LEVEL_WIDTH = 6;
    private static final int SEVERITY_WIDTH = 10;

    private final OutputStream out;
    private final Palette palette;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     * @param colour whether to use ANSI colours
     */
    public RulesText(OutputStream out, boolean colour) {
        this.out = out;
        this.palette = new Palette(colour);
    }

    /** Lists rules: id, level, severity, title. */
    public void list(Governance governance) throws IOException {
        List<RuleInForce> rules = governance.rules();
        int idWidth =
                rules.stream().mapToInt(rule -> rule.rule().id().length()).max().orElse(0) + 2;
        int titleColumn = idWidth + LEVEL_WIDTH + SEVERITY_WIDTH;
        StringBuilder text = new StringBuilder(1024);
        for (RuleInForce rule : rules) {
            text.append(palette.paint(Style.RULE, rule.rule().id()))
                    .append(" ".repeat(idWidth - rule.rule().id().length()))
                    .append(level(rule.level()))
                    .append(" ".repeat(LEVEL_WIDTH - word(rule.level()).length()))
                    .append(palette.paint(Style.QUIET, rule.rule().severity()))
                    .append(" ".repeat(SEVERITY_WIDTH - rule.rule().severity().length()));
            Paragraph.wrap(text, titleColumn, rule.rule().title(), titleColumn, WIDTH);
            elsewhere(rule)
                    .forEach(where -> text.append(" ".repeat(idWidth))
                            .append(palette.paint(Style.QUIET, where))
                            .append('\n'));
        }
        text.append('\n').append(rules.size()).append(rules.size() == 1 ? " rule" : " rules");
        write(text.append(profile(governance.profile())).append('\n'));
    }

    /** Other levels on other surfaces, and that there may be others for some specs. */
    private static List<String> elsewhere(RuleInForce rule) {
        var where = new ArrayList<String>();
        for (Surface surface : Surface.values()) {
            Level level = rule.levels().getOrDefault(surface, rule.level());
            if (level != rule.level()) {
                where.add(word(level) + " at " + surface.id());
            }
        }
        rule.overrides().forEach(override -> where.add("override " + Printable.of(override) + " changes it"));
        return where;
    }

    private static String profile(@Nullable String name) {
        return name == null ? "" : " (profile " + Printable.of(name) + ")";
    }

    /** Tells all there is to know about a rule. */
    public void show(RuleInForce inForce, @Nullable String profile) throws IOException {
        RuleMetadata rule = inForce.rule();
        StringBuilder text = new StringBuilder(1024);
        text.append(palette.paint(Style.PLACE, rule.id())).append('\n');
        Paragraph.append(text, INDENT, rule.title(), INDENT.length(), WIDTH);
        text.append('\n').append(INDENT).append("level     ").append(level(inForce.level()));
        text.append(profile(profile)).append('\n');
        elsewhere(inForce)
                .forEach(where ->
                        text.append(INDENT).append("          ").append(where).append('\n'));
        text.append(INDENT).append("severity  ").append(rule.severity()).append('\n');
        if (!rule.controls().isEmpty()) {
            Paragraph.append(text, INDENT + "controls  ", String.join(", ", rule.controls()), 12, WIDTH);
        }
        text.append('\n');
        Paragraph.append(text, INDENT, rule.description(), INDENT.length(), WIDTH);
        text.append('\n');
        Paragraph.append(text, INDENT + "fix: ", rule.remediation(), 7, WIDTH);
        rule.parameters()
                .properties()
                .forEach(parameter -> parameter(text, inForce, parameter.getKey(), parameter.getValue()));
        if (!rule.relatedResources().isEmpty()) {
            text.append('\n').append(INDENT).append("read more:\n");
            rule.relatedResources().forEach(resource -> resource(text, resource));
        }
        write(text);
    }

    private void parameter(StringBuilder text, RuleInForce rule, String name, JsonNode schema) {
        text.append('\n');
        text.append(INDENT)
                .append(palette.paint(Style.RULE, Printable.of(name)))
                .append(" = ");
        Paragraph.wrap(text, name.length() + 5, value(rule.parameters().path(name)), 6, WIDTH);
        String usual = schema.path("default").equals(rule.parameters().path(name))
                ? ""
                : " Default: " + value(schema.path("default")) + ".";
        Paragraph.append(text, "    ", schema.path("description").asString("") + usual, 4, WIDTH);
    }

    /** With blanks between elements and fields, so that it can be wrapped. */
    static String value(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(RulesText::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(field -> '"' + field.getKey() + "\": " + value(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }

    private static void resource(StringBuilder text, RelatedResource resource) {
        Paragraph.append(text, "    ", resource.description(), 4, WIDTH);
        text.append("    ").append(Printable.of(resource.ref())).append('\n');
    }

    private String level(Level level) {
        Style style = switch (level) {
            case DENY -> Style.DENY;
            case WARN -> Style.WARN;
            case OFF -> Style.QUIET;
        };
        return palette.paint(style, word(level));
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private void write(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
