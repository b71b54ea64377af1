package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ResolvedFinding;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * OSCAL 1.1 Assessment Results as JSON, for tools of governance and risk. A spec is an inventory item, what a rule finds in it is an
 * observation, and how all specs stand to a control is a finding; a waiver is a risk whose deviation is approved until its deadline.
 *
 * <p>OSCAL has the inventory and the observations apart. Observations are written as they come; what the inventory says of each spec
 * is kept until the end, beyond a megabyte in a temporary file. Each observation names its controls and its waiver as properties;
 * findings and risks refer to the first {@value OscalControls#MOST} of theirs, which are kept in memory, and say how many more there
 * are.
 *
 * <p>The UUIDs are of version 5, made of names: the same finding in the same spec has the same one in each report.
 */
public final class OscalWriter implements AuditWriter {
    private final OscalJson oscal;
    private final JsonGenerator json;
    private final SpecSpool specs = new SpecSpool();
    private @Nullable Report report;
    private boolean observed;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     */
    public OscalWriter(OutputStream out) {
        oscal = new OscalJson(out);
        json = oscal.generator();
    }

    /** What is known once there is a header. */
    private record Report(AuditHeader header, OscalControls controls, String tool) {}

    @Override
    public void begin(AuditHeader header) throws IOException {
        var begun = new Report(header, new OscalControls(header), OscalNames.uuid("tool", "modelspec"));
        report = begun;
        write(() -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("assessment-results");
            new OscalPreface(oscal, header).write();
            json.writeArrayPropertyStart("results");
            json.writeStartObject();
            oscal.text("uuid", OscalNames.uuid("result", OscalPreface.key(header)));
            oscal.text("title", "Audit of ModelSpecs");
            oscal.markup(
                    "description",
                    header.profile() == null
                            ? "Each ModelSpec was held against its schema; no rule was asked."
                            : "Each ModelSpec was held against the rules of the profile " + header.profile()
                                    + ". An observation is a place where one breaks a rule; a finding is how all of"
                                    + " them stand to a control.");
            oscal.time("start", header.time());
        });
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        Report begun = begun();
        specs.add(spec);
        // A spec may break one rule twice at one place.
        var seen = new HashMap<String, Integer>();
        write(() -> {
            for (AuditedFinding finding : spec.findings()) {
                observation(begun, spec, finding, seen);
            }
        });
    }

    private void observation(Report begun, AuditedSpec spec, AuditedFinding audited, Map<String, Integer> seen) {
        Finding finding = audited.finding();
        String print = finding.rule()
                + ' '
                + (finding.fingerprint().isEmpty() ? finding.location().pointer() : finding.fingerprint());
        int nth = seen.merge(print, 1, Integer::sum);
        String item = itemUuid(spec);
        String uuid = OscalNames.uuid("observation", item, print, Integer.toString(nth));
        begun.controls().add(uuid, audited);
        openObservations();
        oscal.object(() -> {
            oscal.text("uuid", uuid);
            oscal.line("title", finding.title());
            oscal.markup("description", finding.message());
            oscal.array("props", List.of(audited), any -> properties(begun, audited));
            oscal.array("methods", List.of("TEST"), json::writeString);
            oscal.array("types", List.of("finding"), json::writeString);
            oscal.origins("tool", begun.tool(), null);
            oscal.array(
                    "subjects",
                    List.of(item),
                    subject -> oscal.object(() -> {
                        oscal.text("subject-uuid", subject);
                        oscal.text("type", "inventory-item");
                        oscal.line("title", spec.title());
                    }));
            oscal.array("relevant-evidence", List.of(audited), any -> evidence(audited));
            oscal.time("collected", begun.header().time());
            if (finding.remediation() != null) {
                oscal.markup("remarks", finding.remediation());
            }
        });
    }

    private void properties(Report begun, AuditedFinding audited) {
        Finding finding = audited.finding();
        oscal.prop("rule", finding.rule());
        oscal.prop("severity", word(finding.severity()));
        oscal.prop("level", word(finding.level()));
        oscal.prop("standing", word(audited.standing()));
        oscal.prop("pointer", finding.location().pointer());
        oscal.prop("fingerprint", finding.fingerprint());
        oscal.prop("waiver", audited.waiver());
        oscal.prop("since", time(audited.since()));
        begun.controls().tokens(finding.rule()).forEach(token -> oscal.prop("control", token));
    }

    private void evidence(AuditedFinding audited) {
        var location = audited.finding().location();
        int line = location.region().startLine();
        oscal.object(() -> {
            oscal.text("href", OscalNames.href(location.source(), line));
            oscal.markup(
                    "description",
                    "Line " + line + (audited.line().isBlank() ? "" : ": " + OscalNames.value(audited.line())));
        });
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        Report begun = begun();
        try (specs) {
            write(() -> {
                if (totals.history() != null) {
                    totals.history().resolved().forEach(finding -> resolved(begun, finding));
                }
                if (observed) {
                    json.writeEndArray();
                }
            });
            new OscalSummary(oscal, begun.header(), begun.controls(), begun.tool()).write(totals, specs);
            write(() -> {
                json.writeEndObject();
                json.writeEndArray();
                OscalPreface.backMatter(oscal, begun.header());
                json.writeEndObject();
                json.writeEndObject();
                json.writeRaw('\n');
                json.flush();
            });
        }
    }

    private void resolved(Report begun, ResolvedFinding finding) {
        openObservations();
        oscal.object(() -> {
            oscal.text(
                    "uuid",
                    OscalNames.uuid(
                            "resolved", finding.source(), finding.rule(), finding.pointer(), finding.fingerprint()));
            oscal.line("title", "Resolved: " + finding.rule());
            oscal.markup("description", "The previous audit found it in " + finding.source() + "; this one did not.");
            oscal.array("props", List.of(finding), any -> {
                oscal.prop("rule", finding.rule());
                oscal.prop("standing", "resolved");
                oscal.prop("pointer", finding.pointer());
                oscal.prop("fingerprint", finding.fingerprint());
                oscal.prop("since", time(finding.since()));
            });
            oscal.array("methods", List.of("TEST"), json::writeString);
            oscal.array("types", List.of("historic"), json::writeString);
            oscal.origins("tool", begun.tool(), null);
            oscal.array(
                    "relevant-evidence",
                    List.of(finding),
                    any -> oscal.object(() -> {
                        oscal.text("href", OscalNames.href(finding.source(), 0));
                        oscal.markup("description", "Where it was.");
                    }));
            oscal.time("collected", begun.header().time());
        });
    }

    private void openObservations() {
        if (!observed) {
            json.writeArrayPropertyStart("observations");
            observed = true;
        }
    }

    private Report begun() {
        if (report == null) {
            throw new IllegalStateException("begin comes first");
        }
        return report;
    }

    /** The UUID of the inventory item that a spec is. */
    static String itemUuid(AuditedSpec spec) {
        return OscalNames.uuid("spec", spec.source(), Integer.toString(spec.document()));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static void write(Runnable step) throws IOException {
        try {
            step.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }
}
