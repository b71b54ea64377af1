package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.report.VisibleEscapes;
import dev.modelspec.engine.source.Region;
import dev.modelspec.rego.RuleMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The results of one report, as many as an object in a cluster may hold, and the number of all. */
final class ReportResults {
    /** etcd takes 1.5 MiB; the API server adds who manages which field. */
    private static final int MAX_BYTES = 700_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditHeader header;
    private final List<ObjectNode> results = new ArrayList<>();
    private final Map<String, Integer> summary = new TreeMap<>();
    private int bytes;

    ReportResults(AuditHeader header) {
        this.header = header;
    }

    /** A finding; one of the schema is an error, as nothing else could be asked. */
    void add(AuditedFinding audited, boolean evaluated) {
        Finding finding = audited.finding();
        String outcome = finding.level() == Level.DENY ? "fail" : "warn";
        if (audited.standing() != Standing.OPEN) {
            outcome = "skip";
        } else if (!evaluated) {
            outcome = "error";
        }
        Region region = finding.location().region();
        var properties = new TreeMap<String, String>();
        properties.put("source", finding.location().source());
        properties.put("pointer", finding.location().pointer());
        properties.put("line", Integer.toString(region.startLine()));
        properties.put("column", Integer.toString(region.startColumn()));
        properties.put("fingerprint", finding.fingerprint());
        properties.put("standing", Words.of(audited.standing()));
        put(properties, "waiver", audited.waiver());
        put(properties, "remediation", finding.remediation());
        put(
                properties,
                "since",
                audited.since() == null ? null : audited.since().toString());
        add(finding.rule(), Words.of(finding.severity()), outcome, finding.message(), properties);
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    void addPassed(RuleMetadata rule) {
        add(rule.id(), rule.severity().toLowerCase(Locale.ROOT), "pass", rule.title(), Map.of());
    }

    void addError(String message, Map<String, String> properties) {
        add("not-checked", null, "error", message, properties);
    }

    private void add(
            String rule, @Nullable String severity, String outcome, String message, Map<String, String> properties) {
        summary.merge(outcome, 1, Integer::sum);
        ObjectNode result = JSON.createObjectNode();
        result.put("source", "modelspec");
        result.put("policy", header.profile() == null ? "schema" : header.profile());
        result.put("rule", rule);
        if (rule.contains("/")) {
            result.put("category", rule.substring(0, rule.indexOf('/')));
        }
        if (severity != null) {
            result.put("severity", severity);
        }
        result.put("result", outcome);
        result.put("scored", true);
        result.put("message", VisibleEscapes.wellFormed(message));
        result.putObject("timestamp")
                .put("seconds", header.time().getEpochSecond())
                .put("nanos", 0);
        if (!properties.isEmpty()) {
            ObjectNode more = result.putObject("properties");
            properties.forEach((name, value) -> more.put(name, VisibleEscapes.wellFormed(value)));
        }
        int size = result.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes + size <= MAX_BYTES) {
            bytes += size;
            results.add(result);
        }
    }

    void write(JsonOut json) {
        json.object("summary", () -> {
            for (String outcome : List.of("pass", "fail", "warn", "error", "skip")) {
                json.number(outcome, summary.getOrDefault(outcome, 0));
            }
        });
        json.startArray("results");
        results.forEach(json::tree);
        json.endArray();
    }
}
