package dev.modelspec.engine.report;

import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The page of a rule, in Markdown: all that its METADATA says, its levels and parameters in profiles, and its examples. */
public final class RulePage {
    private final RuleMetadata rule;
    private final List<ProfileColumn> profiles;
    private final StringBuilder text = new StringBuilder(4096);

    private RulePage(RuleMetadata rule, List<ProfileColumn> profiles) {
        this.rule = rule;
        this.profiles = profiles;
    }

    /**
     * Writes a page.
     *
     * @param example the specs beside the rule; null if there are none
     */
    public static String of(RuleMetadata rule, List<ProfileColumn> profiles, @Nullable RuleExample example) {
        var page = new RulePage(rule, profiles);
        page.head();
        page.parameters();
        if (example != null) {
            page.example(example);
        }
        page.sources();
        return page.text.toString();
    }

    private void head() {
        text.append("# ").append(rule.title()).append("\n\n`").append(rule.id()).append("`\n\n");
        var titles = new ArrayList<String>(List.of("severity"));
        var values = new ArrayList<String>(List.of(rule.severity()));
        for (ProfileColumn profile : profiles) {
            titles.add(profile.name());
            values.add(profile.level(rule));
        }
        text.append(Markdown.head(titles)).append(Markdown.row(values));
        text.append('\n').append(rule.description().strip()).append('\n');
        section("What to do");
        text.append(rule.remediation().strip()).append('\n');
    }

    private void parameters() {
        if (rule.parameters().isEmpty()) {
            return;
        }
        section("Parameters");
        rule.parameters().properties().forEach(parameter -> parameter(parameter.getKey(), parameter.getValue()));
    }

    private void parameter(String name, JsonNode schema) {
        text.append("- `").append(name).append('`');
        JsonNode type = schema.path("type");
        if (type.isString()) {
            text.append(" (").append(type.asString()).append(')');
        }
        text.append(": ")
                .append(schema.path("description").asString("").strip())
                .append("\n  - default: ");
        JsonNode usual = schema.path("default");
        text.append(value(usual)).append('\n');
        for (ProfileColumn profile : profiles) {
            JsonNode value = profile.parameter(rule, name);
            if (!value.equals(usual)) {
                text.append("  - ")
                        .append(profile.name())
                        .append(": ")
                        .append(value(value))
                        .append('\n');
            }
        }
    }

    /** A list with blanks, so that it can be wrapped. */
    private static String value(JsonNode value) {
        String json = value.isArray()
                ? value.valueStream().map(JsonNode::toString).collect(Collectors.joining(", ", "[", "]"))
                : value.toString();
        return "`` " + json + " ``";
    }

    private void example(RuleExample example) {
        section("A spec that breaks it");
        text.append(Markdown.code("yaml", example.fail()));
        if (!example.said().isEmpty()) {
            text.append("\nWith the profile `")
                    .append(example.profile())
                    .append("`, `modelspec check` says of this rule:\n\n");
            text.append(Markdown.code("text", example.said()));
        }
        section("The nearest spec that satisfies it");
        text.append(Markdown.code("yaml", example.pass()));
    }

    private void sources() {
        if (!rule.controls().isEmpty()) {
            section("Controls");
            rule.controls()
                    .forEach(control -> text.append("- `").append(control).append("`\n"));
        }
        if (!rule.relatedResources().isEmpty()) {
            section("Read more");
            rule.relatedResources()
                    .forEach(resource -> text.append("- ")
                            .append(resource.description().isEmpty() ? "" : resource.description() + ": ")
                            .append('<')
                            .append(resource.ref())
                            .append(">\n"));
        }
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }
}
