package dev.modelspec.cli;

import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.AuditTotals.WaiverUse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says which waivers need somebody's attention. */
final class WaiverNotes {
    private WaiverNotes() {}

    static void say(AuditTotals totals, Console console) throws IOException {
        say(totals, WaiverStatus.EXPIRED, "no longer in force", console);
        say(totals, WaiverStatus.EXPIRING, "to expire soon", console);
    }

    private static void say(AuditTotals totals, WaiverStatus status, String what, Console console) throws IOException {
        List<WaiverUse> found =
                totals.waivers().stream().filter(use -> use.status() == status).toList();
        if (!found.isEmpty()) {
            console.complain("waivers " + what + ": "
                    + found.stream()
                            .map(use ->
                                    use.waiver().name() + " (" + use.waiver().expiresAt() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }
}
