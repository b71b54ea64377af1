package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.engine.finding.Level;
import java.util.Locale;

/** What several formats say alike. */
final class Words {
    private Words() {}

    /** A constant as reports write it. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A number of things, such as {@code 1 spec} or {@code 2 specs}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Whether a finding is open and denies. */
    static boolean denies(AuditedFinding finding) {
        return finding.standing() == Standing.OPEN && finding.finding().level() == Level.DENY;
    }
}
