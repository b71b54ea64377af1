package dev.modelspec.audit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final String REPORT = ExampleAudit.write(JsonWriter::new);

    @TempDir
    private Path folder;

    @Test
    void keepsToItsSchema() {
        JsonNode schema = SchemaValidator.resource("audit-report.v1alpha1.json");
        var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        assertThat(validator.validate(JsonMapper.shared().readTree(REPORT))).isEmpty();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        var specs = new ArrayList<AuditedSpec>();
        try (var reader = new AuditReader(file(REPORT))) {
            assertThat(reader.header().time()).isEqualTo(ExampleAudit.header().time());
            assertThat(reader.header().waivers())
                    .isEqualTo(ExampleAudit.header().waivers());
            assertThat(reader.header().frameworks())
                    .isEqualTo(ExampleAudit.header().frameworks());
            assertThat(reader.header().rules())
                    .hasSameSizeAs(ExampleAudit.header().rules());
            for (AuditedSpec spec = reader.next(); spec != null; spec = reader.next()) {
                specs.add(spec);
            }
            assertThat(reader.footer())
                    .isEqualTo(new AuditReader.Footer(2, ExampleAudit.totals().unchecked()));
        }
        assertThat(specs).isEqualTo(ExampleAudit.specs());
    }

    /** Wherever it ends too early, nobody takes it for whole. */
    @Test
    void aReportThatWasCutIsRefused() throws IOException {
        byte[] whole = REPORT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length - 2; length += 997) {
            Path cut = folder.resolve("cut.json");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(cut))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("cut.json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "null",
                "{\"schema\": \"https://modelspec.dev/schema/audit-report.v9.json\", \"specs\": []}",
                "{\"schema\": \"https://modelspec.dev/schema/check-report.v1alpha1.json\"}",
                "not json"
            })
    void whatIsNoReportIsRefused(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no whole report of modelspec");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new AuditReader(folder.resolve("none.json")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("none.json cannot be read: there is no such file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("report.json"), text);
    }

    private static List<AuditedSpec> readAll(Path file) {
        var specs = new ArrayList<AuditedSpec>();
        try (var reader = new AuditReader(file)) {
            for (AuditedSpec spec = reader.next(); spec != null; spec = reader.next()) {
                specs.add(spec);
            }
            reader.footer();
        }
        return specs;
    }
}
