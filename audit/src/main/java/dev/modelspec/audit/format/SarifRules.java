package dev.modelspec.audit.format;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of a SARIF run: those in force, then what the schema and the parser found, as it comes. */
final class SarifRules {
    /** GitHub reads no more of a rule. */
    private static final int MAX_TAGS = 20;

    private final List<Descriptor> descriptors = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    private record Descriptor(
            String id,
            String title,
            String description,
            @Nullable String remediation,
            Level level,
            String severity,
            List<String> controls,
            @Nullable String link) {}

    void begin(List<RuleInForce> rules) {
        for (RuleInForce rule : rules) {
            RuleMetadata says = rule.rule();
            String link = says.relatedResources().isEmpty()
                    ? null
                    : says.relatedResources().get(0).ref();
            add(new Descriptor(
                    says.id(),
                    says.title(),
                    says.description(),
                    says.remediation(),
                    rule.level(),
                    says.severity(),
                    says.controls(),
                    link));
        }
    }

    private int add(Descriptor descriptor) {
        indexes.put(descriptor.id(), descriptors.size());
        descriptors.add(descriptor);
        return descriptors.size() - 1;
    }

    /** Where the rule of a finding is among all. */
    int index(Finding finding) {
        Integer known = indexes.get(finding.rule());
        return known != null
                ? known
                : add(new Descriptor(
                        finding.rule(),
                        finding.title(),
                        finding.title(),
                        null,
                        finding.level(),
                        Words.of(finding.severity()),
                        List.of(),
                        null));
    }

    static String level(Level level) {
        return switch (level) {
            case DENY -> "error";
            case WARN -> "warning";
            case OFF -> "none";
        };
    }

    void write(JsonOut json) {
        json.array("rules", descriptors, rule -> {
            json.text("id", rule.id());
            json.text("name", name(rule.id()));
            json.object("shortDescription", () -> json.text("text", rule.title()));
            json.object("fullDescription", () -> json.text("text", rule.description()));
            if (rule.remediation() != null) {
                String help = rule.remediation();
                json.object("help", () -> {
                    json.text("text", help);
                    json.text("markdown", "**What to do:** " + Md.text(help));
                });
            }
            json.text("helpUri", rule.link());
            json.object("defaultConfiguration", () -> {
                json.bool("enabled", rule.level() != Level.OFF);
                json.text("level", level(rule.level()));
            });
            json.object("properties", () -> {
                json.text("severity", rule.severity());
                json.text("security-severity", score(rule.severity()));
                json.strings("tags", tags(rule));
            });
        });
    }

    private static List<String> tags(Descriptor rule) {
        String category = rule.id().substring(0, Math.max(0, rule.id().indexOf('/')));
        return Stream.concat(Stream.of(category).filter(tag -> !tag.isEmpty()), rule.controls().stream())
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }

    /** An identifier as other tools write theirs: {@code retention/logs-max-days} is {@code LogsMaxDays}. */
    private static String name(String id) {
        var name = new StringBuilder();
        for (String word : id.substring(id.indexOf('/') + 1).split("-", -1)) {
            name.append(word.substring(0, Math.min(1, word.length())).toUpperCase(Locale.ROOT));
            name.append(word.substring(Math.min(1, word.length())));
        }
        return name.toString();
    }

    /** The middle of what GitHub shows as that severity. */
    private static String score(String severity) {
        return switch (Severity.valueOf(severity.toUpperCase(Locale.ROOT))) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
        };
    }
}
