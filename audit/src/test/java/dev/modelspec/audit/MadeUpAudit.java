package dev.modelspec.audit;

import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.source.Region;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** An audit of any number of specs, five findings in each but every fourth, the same every time. */
public final class MadeUpAudit {
    private static final List<String> TEAMS = List.of("care", "claims", "fraud", "search", "support", "vision");

    private MadeUpAudit() {}

    /** Writes the report of a number of specs. */
    public static void write(int specs, OutputStream out, Function<OutputStream, AuditWriter> format)
            throws IOException {
        AuditHeader header = ExampleAudit.header();
        var tally = new Tally(header);
        AuditWriter writer = format.apply(out);
        writer.begin(header);
        for (int i = 0; i < specs; i++) {
            AuditedSpec spec = spec(i, header);
            tally.add(spec);
            writer.add(spec);
        }
        writer.end(tally.totals(0, List.of(), null));
    }

    private static AuditedSpec spec(int number, AuditHeader header) {
        var random = new Random(number);
        String team = TEAMS.get(number % TEAMS.size());
        String name = String.format(Locale.ROOT, "assistant-%05d", number);
        String source = "clusters/eu-central/" + team + "/" + name + "/deploy.modelspec.yaml";
        var findings = new ArrayList<AuditedFinding>();
        for (int i = 0; i < (number % 4 == 3 ? 0 : 5); i++) {
            RuleInForce rule = header.rules().get(random.nextInt(header.rules().size()));
            findings.add(finding(source, rule, 10 + 12 * i, random, header));
        }
        var decision = Decision.ALLOW;
        for (AuditedFinding finding : findings) {
            if (finding.standing() == Standing.OPEN) {
                decision = finding.finding().level() == Level.DENY || decision == Decision.DENY
                        ? Decision.DENY
                        : Decision.WARN;
            }
        }
        return new AuditedSpec(
                source,
                1,
                team,
                name,
                random.nextInt(10) == 0 ? null : team + "-" + random.nextInt(20) + "@example.com",
                "sha256:" + digits(random, 64),
                decision,
                true,
                new TreeMap<>(),
                findings);
    }

    private static AuditedFinding finding(
            String source, RuleInForce rule, int line, Random random, AuditHeader header) {
        String field = "limit" + random.nextInt(40);
        int value = random.nextInt(100_000);
        String text = "      " + field + ": " + value;
        boolean waived = random.nextInt(20) == 0;
        Standing standing = waived ? Standing.WAIVED : random.nextInt(10) == 0 ? Standing.BASELINE : Standing.OPEN;
        return new AuditedFinding(
                new Finding(
                        rule.rule().id(),
                        random.nextInt(4) == 0 ? Level.DENY : Level.WARN,
                        Severity.valueOf(rule.rule().severity().toUpperCase(Locale.ROOT)),
                        rule.rule().title(),
                        "`" + field + "` is " + value + "; the most that is allowed is 365.",
                        rule.rule().remediation(),
                        new Location(
                                source,
                                "/spec/governance/compliance/" + field,
                                new Region(line, 7, line, text.length() + 1)),
                        digits(random, 32),
                        null),
                text,
                standing,
                waived ? "chat-logs" : null,
                header.time().minus(Duration.ofDays(30L * random.nextInt(15))));
    }

    private static String digits(Random random, int count) {
        var digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }
}
