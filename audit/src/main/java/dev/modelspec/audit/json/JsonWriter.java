package dev.modelspec.audit.json;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.report.JsonStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * A report for programs, as {@code schema/audit-report.v1alpha1.json} describes it. {@link AuditReader} reads it, so it is what later
 * audits are compared with and what shards are joined from. Keeps nothing of the specs.
 */
public final class JsonWriter implements AuditWriter {
    private final JsonGenerator json;
    private SpecJson specs = new SpecJson(List.of());

    /**
     * A report.
     *
     * @param out takes UTF-8
     */
    public JsonWriter(OutputStream out) {
        json = JsonStyle.WRITER.createGenerator(out);
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        specs = new SpecJson(header.rules());
        write(() -> {
            json.writeStartObject();
            HeaderJson.write(header).properties().forEach(property -> {
                json.writeName(property.getKey());
                json.writeTree(property.getValue());
            });
            json.writeArrayPropertyStart("specs");
        });
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        write(() -> specs.write(json, spec));
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        write(() -> {
            json.writeEndArray();
            json.writeName("unchecked");
            json.writeTree(TotalsJson.unchecked(totals));
            json.writeName("totals");
            json.writeTree(TotalsJson.write(totals));
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        });
    }

    private static void write(Runnable step) throws IOException {
        try {
            step.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }
}
