package dev.modelspec.cli;

import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.json.AuditReader;
import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people name to be waived. */
final class WaiverTargets {
    private static final Pattern WRITTEN =
            Pattern.compile("([a-z0-9-]+/[a-z0-9-]+)@(?:([a-z0-9-]+)/)?([^/#]+)(?:#((?:/[^#]*)?))?");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{8,32}");

    private final List<Target> all = new ArrayList<>();

    /** A rule and what of a spec is excused from it. */
    record Target(String rule, @Nullable String namespace, String spec, String pointer) {
        /** A name for the waiver that is not in a text yet. */
        String name(String taken) {
            String stem = (spec + "-" + rule.substring(rule.indexOf('/') + 1))
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
            String name = stem;
            for (int i = 2; taken.contains("  name: " + name + "\n"); i++) {
                name = stem + "-" + i;
            }
            return name;
        }
    }

    /**
     * What was named.
     *
     * @param findings as people write them
     * @param report in which to look for fingerprints; null for none
     * @throws ConfigurationException if one is not understood, or is not in the report
     */
    WaiverTargets(List<String> findings, @Nullable Path report) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String finding : findings) {
            Matcher written = WRITTEN.matcher(finding);
            if (written.matches()) {
                String pointer = written.group(4);
                all.add(new Target(
                        written.group(1), written.group(2), written.group(3), pointer == null ? "" : pointer));
            } else if (FINGERPRINT.matcher(finding).matches() && report != null) {
                wanted.add(finding);
            } else {
                throw new ConfigurationException(
                        "`" + finding + "` names no finding. Write RULE@SPEC or RULE@NAMESPACE/SPEC, such as"
                                + " retention/logs-max-days@care/chat, or with --report a fingerprint of 8 to 32 digits.",
                        List.of());
            }
        }
        if (report != null && !wanted.isEmpty()) {
            find(wanted, report);
        }
    }

    List<Target> all() {
        return all.stream().distinct().toList();
    }

    private void find(Set<String> wanted, Path report) {
        Set<String> missing = new LinkedHashSet<>(wanted);
        try (var reader = new AuditReader(report)) {
            for (AuditedSpec spec = reader.next(); spec != null; spec = reader.next()) {
                for (AuditedFinding finding : spec.findings()) {
                    for (String print : wanted) {
                        if (finding.finding().fingerprint().startsWith(print)) {
                            missing.remove(print);
                            add(spec, finding);
                        }
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "There is no finding in " + report + " with the fingerprint " + String.join(", ", missing),
                    List.of());
        }
    }

    private void add(AuditedSpec spec, AuditedFinding finding) {
        if (spec.name() == null) {
            throw new ConfigurationException(
                    spec.source() + " has no spec with a name, and what breaks the schema cannot be waived", List.of());
        }
        all.add(new Target(
                finding.finding().rule(),
                spec.namespace(),
                spec.name(),
                finding.finding().location().pointer()));
    }
}
