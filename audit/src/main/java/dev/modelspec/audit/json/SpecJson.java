package dev.modelspec.audit.json;

import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.VisibleEscapes;
import dev.modelspec.engine.source.Region;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * One spec of a report. What a rule says of itself, its title and what to do, is in the header and not said again: a fleet has many
 * findings of few rules.
 */
final class SpecJson {
    private final Map<String, RuleInForce> rules = new HashMap<>();

    /** For reports with these rules. */
    SpecJson(Collection<RuleInForce> rules) {
        rules.forEach(rule -> this.rules.put(rule.rule().id(), rule));
    }

    void write(JsonGenerator json, AuditedSpec spec) {
        json.writeStartObject();
        json.writeStringProperty("source", spec.source());
        json.writeNumberProperty("document", spec.document());
        text(json, "namespace", spec.namespace());
        text(json, "name", spec.name());
        text(json, "owner", spec.owner());
        json.writeStringProperty("digest", spec.digest());
        json.writeStringProperty("decision", Words.of(spec.decision()));
        json.writeBooleanProperty("policiesEvaluated", spec.policiesEvaluated());
        json.writeObjectPropertyStart("levels");
        spec.levels().forEach((rule, level) -> json.writeStringProperty(rule, Words.of(level)));
        json.writeEndObject();
        json.writeArrayPropertyStart("findings");
        spec.findings().forEach(finding -> write(json, finding));
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, AuditedFinding audited) {
        Finding finding = audited.finding();
        boolean ofRule = isOfRule(finding);
        Region region = finding.location().region();
        json.writeStartObject();
        json.writeStringProperty("rule", finding.rule());
        json.writeStringProperty("level", Words.of(finding.level()));
        json.writeStringProperty("severity", Words.of(finding.severity()));
        text(json, "title", ofRule ? null : finding.title());
        text(json, "message", finding.message());
        text(json, "remediation", ofRule ? null : finding.remediation());
        if (finding.replacement() != null) {
            text(json, "replacement", finding.replacement());
        }
        text(json, "path", finding.location().pointer());
        json.writeNumberProperty("startLine", region.startLine());
        json.writeNumberProperty("startColumn", region.startColumn());
        json.writeNumberProperty("endLine", region.endLine());
        json.writeNumberProperty("endColumn", region.endColumn());
        text(json, "line", audited.line());
        json.writeStringProperty("fingerprint", finding.fingerprint());
        json.writeStringProperty("standing", Words.of(audited.standing()));
        text(json, "waiver", audited.waiver());
        text(json, "since", audited.since() == null ? null : audited.since().toString());
        json.writeEndObject();
    }

    private boolean isOfRule(Finding finding) {
        RuleInForce rule = rules.get(finding.rule());
        return rule != null
                && rule.rule().title().equals(finding.title())
                && rule.rule().remediation().equals(finding.remediation());
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, VisibleEscapes.wellFormed(value));
        }
    }

    /** What {@link #write} wrote; whatever is missing or of another type throws. */
    AuditedSpec read(JsonNode json) {
        String source = json.required("source").asString();
        var levels = new TreeMap<String, Level>();
        json.required("levels")
                .properties()
                .forEach(level -> levels.put(level.getKey(), Words.of(Level.class, level.getValue())));
        var findings = new ArrayList<AuditedFinding>();
        json.required("findings").forEach(finding -> findings.add(finding(source, finding)));
        return new AuditedSpec(
                source,
                json.required("document").asInt(),
                text(json, "namespace"),
                text(json, "name"),
                text(json, "owner"),
                json.required("digest").asString(),
                Words.of(Decision.class, json.required("decision")),
                json.required("policiesEvaluated").asBoolean(),
                levels,
                findings);
    }

    private AuditedFinding finding(String source, JsonNode json) {
        String id = json.required("rule").asString();
        RuleInForce rule = rules.get(id);
        String title = text(json, "title");
        String remediation = text(json, "remediation");
        String since = text(json, "since");
        var finding = new Finding(
                id,
                Words.of(Level.class, json.required("level")),
                Words.of(Severity.class, json.required("severity")),
                title == null && rule != null ? rule.rule().title() : String.valueOf(title),
                json.required("message").asString(),
                title == null && rule != null ? rule.rule().remediation() : remediation,
                new Location(
                        source,
                        json.required("path").asString(),
                        new Region(
                                json.required("startLine").asInt(),
                                json.required("startColumn").asInt(),
                                json.required("endLine").asInt(),
                                json.required("endColumn").asInt())),
                json.required("fingerprint").asString(),
                json.path("replacement").asString(null));
        return new AuditedFinding(
                finding,
                json.required("line").asString(),
                Words.of(Standing.class, json.required("standing")),
                text(json, "waiver"),
                since == null ? null : Instant.parse(since));
    }

    private static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.required(field);
        return value.isNull() ? null : value.asString();
    }
}
