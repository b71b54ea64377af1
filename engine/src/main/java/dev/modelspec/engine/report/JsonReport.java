package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.waiver.WaivedFinding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/** A report for programs, as {@code schema/check-report.v1alpha1.json} describes it. */
public final class JsonReport implements ReportWriter {
    private static final String SCHEMA = "https://modelspec.dev/schema/check-report.v1alpha1.json";

    private final JsonGenerator json;

    /**
     * A report.
     *
     * @param out takes UTF-8
     */
    public JsonReport(OutputStream out) {
        json = JsonStyle.WRITER.createGenerator(out);
    }

    @Override
    public void begin(ReportHeader header) throws IOException {
        write(() -> {
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeObjectPropertyStart("tool");
            json.writeStringProperty("name", "modelspec");
            json.writeStringProperty("version", header.version());
            json.writeEndObject();
            if (header.profile() == null) {
                json.writeNullProperty("profile");
            } else {
                json.writeObjectPropertyStart("profile");
                text("name", header.profile());
                json.writeEndObject();
            }
            json.writeArrayPropertyStart("specs");
        });
    }

    @Override
    public void add(Evaluation evaluation, byte[] content) throws IOException {
        write(() -> {
            for (SpecEvaluation spec : evaluation.specs()) {
                json.writeStartObject();
                text("source", evaluation.source());
                json.writeNumberProperty("document", spec.document());
                text("name", spec.name());
                json.writeStringProperty("decision", word(spec.decision()));
                json.writeBooleanProperty("policiesEvaluated", spec.policiesEvaluated());
                json.writeArrayPropertyStart("findings");
                spec.findings().forEach(this::finding);
                json.writeEndArray();
                json.writeArrayPropertyStart("waived");
                for (WaivedFinding waived : spec.waived()) {
                    json.writeStartObject();
                    text("waiver", waived.waiver().name());
                    json.writeStringProperty(
                            "expiresAt", waived.waiver().expiresAt().toString());
                    json.writeName("finding");
                    finding(waived.finding());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        });
    }

    private void finding(Finding finding) {
        json.writeStartObject();
        text("rule", finding.rule());
        json.writeStringProperty("level", word(finding.level()));
        json.writeStringProperty("severity", word(finding.severity()));
        text("title", finding.title());
        text("message", finding.message());
        text("remediation", finding.remediation());
        if (finding.replacement() != null) {
            text("replacement", finding.replacement());
        }
        json.writeStringProperty("fingerprint", finding.fingerprint());
        location(finding.location());
        json.writeEndObject();
    }

    private void location(Location location) {
        Region region = location.region();
        json.writeObjectPropertyStart("location");
        text("source", location.source());
        text("pointer", location.pointer());
        json.writeNumberProperty("startLine", region.startLine());
        json.writeNumberProperty("startColumn", region.startColumn());
        json.writeNumberProperty("endLine", region.endLine());
        json.writeNumberProperty("endColumn", region.endColumn());
        json.writeEndObject();
    }

    @Override
    public void end(Summary summary) throws IOException {
        write(() -> {
            json.writeEndArray();
            json.writeArrayPropertyStart("unchecked");
            for (Unchecked unchecked : summary.unchecked()) {
                json.writeStartObject();
                text("source", unchecked.source());
                text("reason", unchecked.reason());
                json.writeBooleanProperty("fault", unchecked.fault());
                json.writeEndObject();
            }
            json.writeEndArray();
            summary(summary);
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        });
    }

    private void summary(Summary summary) {
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("specs", summary.specs());
        json.writeNumberProperty("compliant", summary.compliant());
        json.writeNumberProperty("denied", summary.denied());
        json.writeNumberProperty("warned", summary.warned());
        json.writeNumberProperty("skipped", summary.skipped());
        json.writeNumberProperty("unchecked", summary.unchecked().size());
        json.writeObjectPropertyStart("findings");
        json.writeNumberProperty("deny", summary.denyFindings());
        json.writeNumberProperty("warn", summary.warnFindings());
        json.writeNumberProperty("waived", summary.waivedFindings());
        json.writeNumberProperty("baseline", summary.baselineFindings());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void text(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, VisibleEscapes.wellFormed(value));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void write(Runnable step) throws IOException {
        try {
            step.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }
}
