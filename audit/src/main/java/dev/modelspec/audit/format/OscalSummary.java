package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.ControlTotal;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.format.OscalControls.Related;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What a result says once all specs have been seen: the inventory, the controls, how the specs stand to them, and the risks. */
final class OscalSummary {
    private final OscalJson oscal;
    private final JsonGenerator json;
    private final AuditHeader header;
    private final OscalControls controls;
    private final String tool;

    OscalSummary(OscalJson oscal, AuditHeader header, OscalControls controls, String tool) {
        this.oscal = oscal;
        this.json = oscal.generator();
        this.header = header;
        this.controls = controls;
        this.tool = tool;
    }

    void write(AuditTotals totals, SpecSpool specs) throws IOException {
        OscalWriter.write(() -> {
            oscal.array("props", List.of(totals), this::properties);
            json.writeObjectPropertyStart("local-definitions");
        });
        if (!specs.isEmpty()) {
            OscalWriter.write(() -> json.writeArrayPropertyStart("inventory-items"));
            specs.read(spec -> OscalWriter.write(() -> item(spec)));
            OscalWriter.write(json::writeEndArray);
        }
        OscalWriter.write(() -> {
            assets();
            json.writeEndObject();
            oscal.object(
                    "reviewed-controls", () -> oscal.array("control-selections", selections(totals), Runnable::run));
            findings(totals);
            new OscalRisks(oscal, controls, tool).write(totals);
            if (!totals.unchecked().isEmpty()) {
                oscal.markup(
                        "remarks",
                        totals.unchecked().stream()
                                .map(unchecked -> "Not checked: " + unchecked.source() + ": " + unchecked.reason())
                                .collect(Collectors.joining("\n\n")));
            }
        });
    }

    private void properties(AuditTotals totals) {
        oscal.prop("profile", header.profile());
        oscal.prop("policies", header.policies());
        oscal.prop("surface", header.surface());
        oscal.prop("shard", header.shard() == null ? null : header.shard().toString());
        oscal.prop("specs", Long.toString(totals.specs().total()));
        oscal.prop("specs-compliant", Long.toString(totals.specs().compliant()));
        oscal.prop("specs-warned", Long.toString(totals.specs().warned()));
        oscal.prop("specs-denied", Long.toString(totals.specs().denied()));
        oscal.prop("specs-not-evaluated", Long.toString(totals.notEvaluated()));
        oscal.prop("sources-unchecked", Integer.toString(totals.unchecked().size()));
        oscal.prop("findings-open", Long.toString(totals.findings().open()));
        oscal.prop("findings-waived", Long.toString(totals.findings().waived()));
        oscal.prop("findings-baseline", Long.toString(totals.findings().baseline()));
    }

    private void item(AuditedSpec spec) {
        oscal.object(() -> {
            oscal.text("uuid", OscalWriter.itemUuid(spec));
            oscal.markup("description", "The ModelSpec " + spec.title());
            oscal.array("props", List.of(spec), any -> {
                oscal.prop("source", spec.source());
                oscal.prop("document", Integer.toString(spec.document()));
                oscal.prop("namespace", spec.namespace());
                oscal.prop("name", spec.name());
                oscal.prop("owner", spec.owner());
                oscal.prop("digest", spec.digest());
                oscal.prop("decision", OscalWriter.word(spec.decision()));
                oscal.prop("rules-asked", spec.policiesEvaluated() ? "yes" : "no");
            });
        });
    }

    private void assets() {
        oscal.object("assessment-assets", () -> {
            oscal.array(
                    "components",
                    List.of(tool),
                    uuid -> oscal.object(() -> {
                        oscal.text("uuid", uuid);
                        oscal.text("type", "software");
                        oscal.text("title", "modelspec");
                        oscal.text("description", "ModelSpec Governance, which holds ModelSpecs against rules.");
                        oscal.array("props", List.of(header), any -> oscal.prop("version", header.version()));
                        oscal.object("status", () -> oscal.text("state", "operational"));
                    }));
            oscal.array(
                    "assessment-platforms",
                    List.of(OscalNames.uuid("platform", "modelspec")),
                    uuid -> oscal.object(() -> {
                        oscal.text("uuid", uuid);
                        oscal.text("title", "modelspec");
                        oscal.references("uses-components", "component-uuid", List.of(tool));
                    }));
        });
    }

    /** One selection for each framework: what was assessed, what was not, and why. */
    private List<Runnable> selections(AuditTotals totals) {
        var selections = new ArrayList<Runnable>();
        for (FrameworkTotal framework : totals.frameworks()) {
            selections.add(() -> oscal.object(() -> selection(framework)));
        }
        if (selections.isEmpty()) {
            selections.add(
                    () -> oscal.object(() -> oscal.text("description", "Nobody asked for a report by controls.")));
        }
        return selections;
    }

    private void selection(FrameworkTotal framework) {
        String name = framework.framework().name();
        oscal.markup(
                "description",
                framework.framework().title() + ", " + framework.framework().version());
        oscal.array(
                "links",
                List.of(name),
                any -> oscal.object(() -> {
                    oscal.text("href", "#" + OscalNames.uuid("framework", name));
                    oscal.text("rel", "reference");
                }));
        List<ControlTotal> excluded = framework.controls().stream()
                .filter(control -> control.status() == ControlStatus.NOT_ASSESSABLE)
                .toList();
        oscal.array(
                "include-controls",
                framework.controls().stream()
                        .filter(control -> control.status() != ControlStatus.NOT_ASSESSABLE)
                        .toList(),
                control -> control(name, control));
        oscal.array("exclude-controls", excluded, control -> control(name, control));
        if (!excluded.isEmpty()) {
            oscal.markup(
                    "remarks",
                    excluded.stream()
                            .map(OscalSummary::whyNot)
                            .collect(Collectors.joining("\n\n", "Not assessed:\n\n", "")));
        }
    }

    private void control(String framework, ControlTotal control) {
        oscal.object(() -> oscal.text(
                "control-id", OscalNames.token(framework, control.control().id())));
    }

    private static String whyNot(ControlTotal control) {
        String reason = control.control().notAssessable();
        return control.control().id() + ": " + (reason == null ? "None of its rules was asked of any spec." : reason);
    }

    private void findings(AuditTotals totals) {
        var assessed = new ArrayList<Runnable>();
        for (FrameworkTotal framework : totals.frameworks()) {
            for (ControlTotal control : framework.controls()) {
                if (control.status() != ControlStatus.NOT_ASSESSABLE) {
                    assessed.add(() -> oscal.object(() -> finding(framework, control)));
                }
            }
        }
        oscal.array("findings", assessed, Runnable::run);
    }

    private void finding(FrameworkTotal framework, ControlTotal control) {
        String token =
                OscalNames.token(framework.framework().name(), control.control().id());
        Related related = controls.control(token);
        oscal.text("uuid", OscalNames.uuid("finding", token));
        oscal.line(
                "title",
                framework.framework().title() + ", " + control.control().id() + ": "
                        + control.control().title());
        oscal.markup(
                "description",
                "Specs that pass: " + control.passed() + "; that violate it: " + control.violated()
                        + "; that are excused: " + control.waived() + ".");
        oscal.array("props", List.of(control), any -> {
            oscal.prop("status", OscalWriter.word(control.status()));
            oscal.prop("specs-passed", Long.toString(control.passed()));
            oscal.prop("specs-violating", Long.toString(control.violated()));
            oscal.prop("specs-waived", Long.toString(control.waived()));
        });
        oscal.origins("tool", tool, null);
        oscal.object("target", () -> {
            oscal.text("type", "objective-id");
            oscal.text("target-id", OscalPreface.objectiveId(token));
            oscal.object("status", () -> status(control.status()));
        });
        oscal.references("related-observations", "observation-uuid", related.observations());
        var risks = new ArrayList<String>();
        if (control.status() == ControlStatus.VIOLATED) {
            risks.add(OscalRisks.controlUuid(token));
        }
        related.waivers().forEach(waiver -> risks.add(OscalRisks.waiverUuid(waiver)));
        oscal.references("related-risks", "risk-uuid", risks);
        if (related.left() > 0) {
            oscal.markup(
                    "remarks", related.left() + " more observations have the property control with " + token + ".");
        }
    }

    private void status(ControlStatus status) {
        boolean satisfied = status == ControlStatus.SATISFIED;
        oscal.text("state", satisfied ? "satisfied" : "not-satisfied");
        oscal.text("reason", satisfied ? "pass" : status == ControlStatus.WAIVED ? "other" : "fail");
        if (status == ControlStatus.WAIVED) {
            oscal.text("remarks", "Each time it is not satisfied, somebody accepts the risk for a time.");
        }
    }
}
