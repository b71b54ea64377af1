package dev.modelspec.audit;

import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.audit.framework.Framework.Control;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.waiver.Waiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An audit with one of everything: specs with hostile names, waivers of each kind, a baseline, a history, a framework. */
public final class ExampleAudit {
    private static final Instant NOW = Instant.parse("2026-11-26T09:30:00Z");
    private static final Instant MONTH_AGO = Instant.parse("2026-10-26T09:30:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<RuleInForce> RULES = rules();

    private ExampleAudit() {}

    private static List<RuleInForce> rules() {
        try (Governance governance = Governance.builder().build()) {
            return governance.rules();
        }
    }

    /** What is known before the first spec. */
    public static AuditHeader header() {
        return new AuditHeader(
                "1.2.3",
                "baseline",
                "sha256:" + "ab".repeat(32),
                "audit",
                NOW,
                SpecOrder.PATH,
                RULES,
                List.of(new Framework(
                        "gdpr",
                        "GDPR",
                        "Regulation (EU) 2016/679",
                        "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
                        List.of(
                                control("art-5-1-e", "Storage no longer than needed", null, "retention/logs-max-days"),
                                control("art-24-2", "Policies for data protection", null, "privacy/pii-policy-named"),
                                control("art-30", "Records of processing", null, "accountability/owner-declared"),
                                control("art-33", "Notice of a breach", "A spec says nothing of incidents.")))),
                List.of(
                        waiver("chat-logs", "2026-12-31T00:00:00Z"),
                        waiver("ends-soon", "2026-11-30T00:00:00Z"),
                        waiver("long-over", "2026-10-01T00:00:00Z"),
                        waiver("never-used", "2026-12-24T00:00:00Z")),
                null,
                MONTH_AGO);
    }

    private static Control control(String id, String title, @Nullable String notAssessable, String... rules) {
        return new Control(id, title, "https://eur-lex.europa.eu/eli/reg/2016/679/oj", List.of(rules), notAssessable);
    }

    private static Waiver waiver(String name, String expiresAt) {
        return new Waiver(
                name,
                "retention/logs-max-days",
                new Waiver.Target("care", "chat", ""),
                "The new store is ready in January.",
                "care@example.com",
                "GOV-17",
                Instant.parse("2026-09-01T00:00:00Z"),
                Instant.parse(expiresAt),
                "waivers.yaml:1");
    }

    /** The specs, in their order. */
    public static List<AuditedSpec> specs() {
        return List.of(
                spec(
                        "deploy/chat.modelspec.yaml",
                        "care",
                        "chat",
                        "care@example.com",
                        Decision.WARN,
                        finding(
                                "deploy/chat.modelspec.yaml",
                                "retention/logs-max-days",
                                Level.DENY,
                                Severity.HIGH,
                                "/spec/governance/compliance/retention/logsDays",
                                41,
                                "    logsDays: 400",
                                "Logs are kept for 400 days; at most 365 are allowed.",
                                Standing.WAIVED,
                                "chat-logs",
                                LONG_AGO),
                        finding(
                                "deploy/chat.modelspec.yaml",
                                "privacy/pii-declared",
                                Level.WARN,
                                Severity.MEDIUM,
                                "/spec/governance/compliance/pii/allowed",
                                52,
                                "  compliance:",
                                "The spec does not say whether personal data is allowed.",
                                Standing.OPEN,
                                null,
                                NOW)),
                spec("deploy/compliant.modelspec.yaml", null, "fine", "ml-platform@example.com", Decision.ALLOW),
                spec(
                        "deploy/évil,\"name\".modelspec.yaml",
                        null,
                        "<script>alert(1)</script>",
                        null,
                        Decision.DENY,
                        finding(
                                "deploy/évil,\"name\".modelspec.yaml",
                                "accountability/owner-declared",
                                Level.DENY,
                                Severity.HIGH,
                                "/spec/governance/compliance/governance/owner",
                                3,
                                "\tname: \"<script>alert(1)</script>\" # | ]]> ::",
                                "The owner is missing; `]]>` & <b>nobody</b> | answers\nfor it.",
                                Standing.OPEN,
                                null,
                                MONTH_AGO),
                        finding(
                                "deploy/évil,\"name\".modelspec.yaml",
                                "privacy/pii-policy-named",
                                Level.DENY,
                                Severity.MEDIUM,
                                "/spec/governance/compliance/pii/policy",
                                9,
                                "  policy: ' '",
                                "The policy for personal data is blank; it must have a name.",
                                Standing.BASELINE,
                                null,
                                LONG_AGO)),
                new AuditedSpec(
                        "deploy/unreadable.modelspec.yaml",
                        1,
                        null,
                        null,
                        null,
                        "sha256:" + "0d".repeat(32),
                        Decision.DENY,
                        false,
                        new TreeMap<>(),
                        List.of(finding(
                                "deploy/unreadable.modelspec.yaml",
                                "schema/type",
                                Level.DENY,
                                Severity.HIGH,
                                "/metadata/name",
                                4,
                                "  name: no",
                                "`metadata.name` has to be text, but is a boolean.",
                                Standing.OPEN,
                                null,
                                NOW))));
    }

    private static AuditedSpec spec(
            String source,
            @Nullable String namespace,
            String name,
            @Nullable String owner,
            Decision decision,
            AuditedFinding... findings) {
        return new AuditedSpec(
                source,
                1,
                namespace,
                name,
                owner,
                "sha256:" + "1c".repeat(32),
                decision,
                true,
                new TreeMap<>(),
                List.of(findings));
    }

    private static AuditedFinding finding(
            String source,
            String rule,
            Level level,
            Severity severity,
            String pointer,
            int lineNumber,
            String line,
            String message,
            Standing standing,
            @Nullable String waiver,
            Instant since) {
        int start = 1 + (int) line.chars().takeWhile(c -> c == ' ' || c == '\t').count();
        String title = RULES.stream()
                .filter(known -> known.rule().id().equals(rule))
                .map(known -> known.rule().title())
                .findFirst()
                .orElse("Structure");
        String print =
                String.format(Locale.ROOT, "%08x", (source + rule).hashCode()).repeat(4);
        return new AuditedFinding(
                new Finding(
                        rule,
                        level,
                        severity,
                        title,
                        message,
                        "Write down who answers for it.",
                        new Location(source, pointer, new Region(lineNumber, start, lineNumber, line.length() + 1)),
                        print,
                        rule.equals("schema/type") ? "\"no\"" : null),
                line,
                standing,
                waiver,
                since);
    }

    /** What it all came to. */
    public static AuditTotals totals() {
        var tally = new Tally(header());
        specs().forEach(tally::add);
        return tally.totals(
                2,
                List.of(new Unchecked("deploy/locked.yaml", "permission denied", false)),
                new AuditTotals.History(
                        MONTH_AGO,
                        2,
                        3,
                        List.of(new AuditTotals.ResolvedFinding(
                                "cost/budget-declared",
                                "deploy/chat.modelspec.yaml",
                                "care",
                                "chat",
                                "/spec/economics/budget",
                                "f".repeat(32),
                                LONG_AGO))));
    }

    /** The whole report as a writer writes it. */
    public static String write(Function<OutputStream, AuditWriter> format) {
        var out = new ByteArrayOutputStream();
        try {
            AuditWriter writer = format.apply(out);
            writer.begin(header());
            for (AuditedSpec spec : specs()) {
                writer.add(spec);
            }
            writer.end(totals());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
