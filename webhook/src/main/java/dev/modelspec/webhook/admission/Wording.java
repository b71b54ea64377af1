package dev.modelspec.webhook.admission;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words the answer: what {@code kubectl} shows a person, and what a program reads. */
final class Wording {
    /** More is never read, and the API server passes on the whole of it. */
    private static final int MAX_FINDINGS = 100;

    /** What the API server lets through: longer warnings are cut, and so is their sum. */
    private static final int MAX_WARNING = 256;

    private static final int MAX_WARNINGS = 4096;

    /** Findings are in the object itself. */
    static final Wording OF_SPEC = new Wording(null);

    private final Workload.@Nullable Reference reference;

    private Wording(Workload.@Nullable Reference reference) {
        this.reference = reference;
    }

    /** Findings are in the spec that the object names. */
    static Wording ofWorkload(Workload.Reference reference) {
        return new Wording(reference);
    }

    private String field(Finding finding) {
        return FieldPath.of(reference == null ? finding.location().pointer() : reference.pointer());
    }

    /** Why an object is refused, with everything that was found. */
    String message(String profile, List<Finding> findings) {
        long denied = findings.stream().filter(f -> f.level() == Level.DENY).count();
        long warned = findings.size() - denied;
        var text = new StringBuilder("not compliant with profile " + profile + ": ")
                .append(denied == 1 ? "1 finding denies it" : denied + " findings deny it");
        if (warned > 0) {
            text.append(", ").append(warned == 1 ? "1 warns" : warned + " warn");
        }
        for (Finding finding : findings.subList(0, Math.min(findings.size(), MAX_FINDINGS))) {
            text.append("\n- ");
            String field = field(finding);
            if (!field.isEmpty()) {
                text.append(field).append(": ");
            }
            if (finding.level() == Level.WARN) {
                text.append(finding.level().name().toLowerCase(Locale.ROOT)).append(": ");
            }
            text.append(explanation(finding));
        }
        if (findings.size() > MAX_FINDINGS) {
            text.append("\n- and ").append(findings.size() - MAX_FINDINGS).append(" more; `modelspec check` shows all");
        }
        return text.toString();
    }

    /** One cause for each finding that denies. */
    List<Cause> causes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.level() == Level.DENY)
                .limit(MAX_FINDINGS)
                .map(finding -> new Cause(finding.rule(), field(finding), explanation(finding)))
                .toList();
    }

    /** Of what is found in the spec that a workload names, it says where: the field is the workload's. */
    private String what(Finding finding) {
        String place = "";
        if (reference != null && !finding.location().pointer().equals(reference.pointer())) {
            String inSpec = FieldPath.of(finding.location().pointer());
            place = "In ModelSpec " + reference.name() + (inSpec.isEmpty() ? ": " : ", " + inSpec + ": ");
        }
        return "[" + finding.rule() + "] " + place + finding.message();
    }

    private String explanation(Finding finding) {
        String remediation = finding.remediation();
        return what(finding) + (remediation == null ? "" : " " + remediation);
    }

    /** One warning for each finding that warns, within what an API server lets through. */
    List<String> warnings(List<Finding> findings) {
        List<Finding> warned =
                findings.stream().filter(f -> f.level() == Level.WARN).toList();
        var warnings = new ArrayList<String>();
        int length = 0;
        for (Finding finding : warned) {
            String field = field(finding);
            String warning = cut(
                    reference == null
                            ? "[" + finding.rule() + "] " + (field.isEmpty() ? "" : field + ": ") + finding.message()
                            : what(finding),
                    MAX_WARNING);
            // The last one leaves room to say that there are more.
            if (length + warning.length() > MAX_WARNINGS - MAX_WARNING) {
                warnings.add("and " + (warned.size() - warnings.size()) + " more; `modelspec check` shows all");
                break;
            }
            warnings.add(warning);
            length += warning.length();
        }
        return warnings;
    }

    private static String cut(String text, int length) {
        String line = text.replace('\n', ' ').replace('\r', ' ');
        if (line.codePointCount(0, line.length()) <= length) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, length - 1)) + "…";
    }
}
