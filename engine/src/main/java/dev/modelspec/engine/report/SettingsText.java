package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is chosen for one rule, each value with the place where it is chosen. */
final class SettingsText {
    private static final int WIDTH = 80;
    private static final int LEVEL_WIDTH = 6;
    private static final String DEFAULT = "default";

    private final StringBuilder text;
    private final Palette palette;

    SettingsText(StringBuilder text, Palette palette) {
        this.text = text;
        this.palette = palette;
    }

    /**
     * The levels on all surfaces, and the parameters.
     *
     * @param complete whether to tell defaults too
     */
    void rule(RuleMetadata rule, RuleSettings settings, boolean complete, String indent) {
        title(rule, indent);
        levels(settings, complete).forEach((level, surfaces) -> {
            String where = surfaces.size() == Surface.values().length
                    ? ""
                    : surfaces.stream().map(Surface::id).collect(Collectors.joining(", "));
            level(level.value(), where, level.origin(), indent);
        });
        parameters(rule, settings, complete, indent);
    }

    /** The level on one surface, and the parameters. */
    void rule(RuleMetadata rule, RuleSettings settings, Surface surface, String indent) {
        title(rule, indent);
        Chosen<Level> chosen = settings.levels().get(surface);
        level(settings.level(surface), "", chosen == null ? null : chosen.origin(), indent);
        parameters(rule, settings, true, indent);
    }

    private void title(RuleMetadata rule, String indent) {
        text.append(indent).append(palette.paint(Style.RULE, rule.id())).append('\n');
    }

    private record From(Level value, @Nullable Origin origin) {}

    private static Map<From, List<Surface>> levels(RuleSettings settings, boolean complete) {
        var levels = new LinkedHashMap<From, List<Surface>>();
        for (Surface surface : Surface.values()) {
            Chosen<Level> chosen = settings.levels().get(surface);
            if (chosen != null || complete) {
                From from = chosen == null ? new From(Level.DENY, null) : new From(chosen.value(), chosen.origin());
                levels.computeIfAbsent(from, key -> new ArrayList<>()).add(surface);
            }
        }
        return levels;
    }

    private void level(Level level, String where, @Nullable Origin origin, String indent) {
        Style style = switch (level) {
            case DENY -> Style.DENY;
            case WARN -> Style.WARN;
            case OFF -> Style.QUIET;
        };
        String word = level.name().toLowerCase(Locale.ROOT);
        text.append(indent).append("  ").append(palette.paint(style, word));
        String rest = where.isEmpty() ? "" : " ".repeat(LEVEL_WIDTH - word.length()) + where;
        text.append(rest);
        origin(origin, indent.length() + 2 + word.length() + rest.length(), indent);
    }

    private void parameters(RuleMetadata rule, RuleSettings settings, boolean complete, String indent) {
        for (var parameter : rule.parameters().properties()) {
            Chosen<JsonNode> chosen = settings.parameters().get(parameter.getKey());
            if (chosen != null || complete) {
                JsonNode value = chosen == null ? parameter.getValue().path("default") : chosen.value();
                int start = text.length();
                Paragraph.append(
                        text,
                        indent + "  ",
                        parameter.getKey() + " = " + RulesText.value(value),
                        indent.length() + 6,
                        WIDTH);
                text.setLength(text.length() - 1);
                int line = Math.max(start, text.lastIndexOf("\n") + 1);
                origin(chosen == null ? null : chosen.origin(), DisplayWidth.of(text.substring(line)), indent);
            }
        }
    }

    /** At the end of a line that is used up to a column, or on one of its own. */
    private void origin(@Nullable Origin origin, int column, String indent) {
        String place = origin == null
                ? DEFAULT
                : Printable.of(origin.place())
                        + (origin.override() == null || !indent.isEmpty()
                                ? ""
                                : ", override " + Printable.of(origin.override()));
        boolean fits = column + 2 + DisplayWidth.of(place) <= WIDTH;
        text.append(fits ? "  " : "\n" + indent + "      ");
        text.append(palette.paint(Style.QUIET, place)).append('\n');
    }
}
