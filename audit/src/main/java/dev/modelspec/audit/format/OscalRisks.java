package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.ControlTotal;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.AuditTotals.WaiverUse;
import dev.modelspec.audit.format.OscalControls.Related;
import dev.modelspec.engine.waiver.Waiver;
import java.util.ArrayList;
import java.util.List;

/** The risks of a result: an open one for each control that is violated, and one for each waiver. */
final class OscalRisks {
    private final OscalJson oscal;
    private final OscalControls controls;
    private final String tool;

    OscalRisks(OscalJson oscal, OscalControls controls, String tool) {
        this.oscal = oscal;
        this.controls = controls;
        this.tool = tool;
    }

    void write(AuditTotals totals) {
        var risks = new ArrayList<Runnable>();
        for (FrameworkTotal framework : totals.frameworks()) {
            for (ControlTotal control : framework.controls()) {
                if (control.status() == ControlStatus.VIOLATED) {
                    risks.add(() -> oscal.object(() -> violated(framework, control)));
                }
            }
        }
        totals.waivers().forEach(use -> risks.add(() -> oscal.object(() -> waived(use))));
        oscal.array("risks", risks, Runnable::run);
    }

    private void violated(FrameworkTotal framework, ControlTotal control) {
        String token =
                OscalNames.token(framework.framework().name(), control.control().id());
        Related related = controls.control(token);
        oscal.text("uuid", controlUuid(token));
        oscal.line(
                "title",
                framework.framework().title() + ", " + control.control().id() + " is violated");
        oscal.markup("description", control.control().title());
        oscal.markup("statement", "Specs that break rules of this control: " + control.violated() + ".");
        oscal.text("status", "open");
        oscal.origins("tool", tool, null);
        related(related);
    }

    private void waived(WaiverUse use) {
        Waiver waiver = use.waiver();
        oscal.text("uuid", waiverUuid(waiver.name()));
        oscal.line("title", "Waiver " + waiver.name() + " of " + waiver.rule() + " for " + waiver.target());
        oscal.markup("description", waiver.reason());
        oscal.markup("statement", statement(use));
        oscal.array("props", List.of(use), any -> {
            oscal.prop("waiver", waiver.name());
            oscal.prop("waiver-status", OscalWriter.word(use.status()));
            oscal.prop("rule", waiver.rule());
            oscal.prop("target", waiver.target().toString());
            oscal.prop("ticket", waiver.ticket());
            oscal.prop("written-in", waiver.origin());
            oscal.prop("findings-waived", Long.toString(use.findings()));
        });
        oscal.text("status", status(use.status()));
        String owner = OscalPreface.partyUuid(waiver.owner());
        oscal.origins("party", owner, OscalPreface.acceptor());
        oscal.time("deadline", waiver.expiresAt());
        oscal.object("risk-log", () -> oscal.array("entries", List.of(waiver), any -> granted(waiver, owner)));
        related(controls.waiver(waiver.name()));
    }

    private void granted(Waiver waiver, String owner) {
        oscal.object(() -> {
            oscal.text("uuid", OscalNames.uuid("waiver-granted", waiver.name()));
            oscal.text("title", "Granted");
            oscal.time("start", waiver.grantedAt());
            oscal.array(
                    "logged-by",
                    List.of(owner),
                    party -> oscal.object(() -> {
                        oscal.text("party-uuid", party);
                        oscal.text("role-id", OscalPreface.acceptor());
                    }));
            oscal.text("status-change", "deviation-approved");
        });
    }

    private void related(Related related) {
        oscal.references("related-observations", "observation-uuid", related.observations());
    }

    private static String statement(WaiverUse use) {
        return switch (use.status()) {
            case USED -> "Findings accepted until the deadline: " + use.findings() + ".";
            case EXPIRING -> "Findings accepted until the deadline, which is near: " + use.findings() + ".";
            case UNUSED -> "There is nothing to accept; the waiver can go.";
            case EXPIRED -> "The waiver holds no more; what it excused counts again.";
            case NOT_YET -> "The waiver does not hold yet.";
        };
    }

    private static String status(WaiverStatus status) {
        return switch (status) {
            case USED, EXPIRING -> "deviation-approved";
            case UNUSED -> "closed";
            case EXPIRED -> "open";
            case NOT_YET -> "deviation-requested";
        };
    }

    static String controlUuid(String token) {
        return OscalNames.uuid("risk-of-control", token);
    }

    static String waiverUuid(String waiver) {
        return OscalNames.uuid("risk-of-waiver", waiver);
    }
}
