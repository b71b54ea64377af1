package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifWriterTest {
    private static final String SARIF = ExampleAudit.write(SarifWriter::new);
    private final JsonNode run = new JsonMapper().readTree(SARIF).path("runs").path(0);

    @Test
    void looksLikeThis() {
        Golden.assertMatches("report.sarif", SARIF);
    }

    @Test
    void isValidToTheOfficialSchema() throws IOException {
        Schema schema = officialSchema();
        assertThat(schema.validate(SARIF, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(SARIF.replace("\"error\"", "\"fatal\""), InputFormat.JSON))
                .as("the schema is one that refuses things")
                .isNotEmpty();
    }

    private static Schema officialSchema() throws IOException {
        try (InputStream in = SarifWriterTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
        }
    }

    @Test
    void everyResultPointsToItsRule() {
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(run.path("results"))
                .hasSize(5)
                .allSatisfy(result -> assertThat(
                                rules.path(result.path("ruleIndex").asInt()).path("id"))
                        .isEqualTo(result.path("ruleId")));
        assertThat(rules).hasSize(ExampleAudit.header().rules().size() + 1);
    }

    @Test
    void waivedFindingsAreSuppressedAndKnownOnesUnchanged() {
        assertThat(run.path("results"))
                .extracting(
                        result -> result.path("suppressions")
                                .path(0)
                                .path("justification")
                                .asString(""),
                        result -> result.path("baselineState").asString())
                .containsExactly(
                        tuple("The new store is ready in January.", "unchanged"),
                        tuple("", "new"),
                        tuple("", "unchanged"),
                        tuple("", "unchanged"),
                        tuple("", "new"));
    }

    @Test
    void pathsAreUris() {
        assertThat(Uris.of("deploy/évil,\"name\" a:b#?%.yaml"))
                .isEqualTo("deploy/%C3%A9vil%2C%22name%22%20a%3Ab%23%3F%25.yaml");
        assertThat(Uris.of("/srv/a b.yaml")).isEqualTo("file:///srv/a%20b.yaml");
        assertThat(Uris.of("C:\\specs\\a.yaml")).isEqualTo("file:///C:/specs/a.yaml");
    }
}
