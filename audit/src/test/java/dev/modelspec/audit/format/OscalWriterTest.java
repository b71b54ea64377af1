package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.audit.Tally;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.testcluster.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OscalWriterTest {
    @TempDir
    private Path folder;

    private static String example() {
        return ExampleAudit.write(OscalWriter::new);
    }

    @Test
    void theReportIsAsItWas() {
        Golden.assertMatches("oscal.json", example());
    }

    @Test
    void theSchemaOfNistTakesIt() throws Exception {
        assertThat(problems(example())).isEmpty();
    }

    /** Else the test before would show nothing. */
    @Test
    void theSchemaOfNistDoesNotTakeAnything() throws Exception {
        assertThat(problems(example().replace("\"collected\"", "\"gathered\""))).contains("collected");
        assertThat(problems(example().replace("gdpr_art-30\"", "gdpr/art-30\"")))
                .isNotEmpty();
    }

    @Test
    void theSchemaOfNistTakesACheckWithoutRulesAndWithoutFindings() throws Exception {
        AuditHeader full = ExampleAudit.header();
        var header = new AuditHeader(
                full.version(),
                null,
                full.policies(),
                "cli",
                full.time(),
                full.order(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        assertThat(problems(write(header, List.of()))).isEmpty();
        assertThat(problems(write(header, ExampleAudit.specs().subList(1, 2)))).isEmpty();
    }

    @Test
    void theSchemaOfNistTakesTextOfEachKind() throws Exception {
        AuditedSpec like = ExampleAudit.specs().get(2);
        Stream<String> odd =
                Stream.of(" ", "//host/a b", "C:\\specs\\x.yaml", "a\nb\u2028c", "\ud800", "\0", "日本/#?%.yaml");
        List<AuditedSpec> specs = odd.map(text -> new AuditedSpec(
                        text,
                        2,
                        text,
                        text,
                        text,
                        like.digest(),
                        like.decision(),
                        true,
                        new TreeMap<>(),
                        like.findings()))
                .toList();
        assertThat(problems(write(ExampleAudit.header(), specs))).isEmpty();
    }

    /** What NIST demands beyond its schema: a reference leads somewhere, and nothing is defined twice. */
    @Test
    void whatIsReferredToIsThereOnce() throws IOException {
        JsonNode tree = JsonMapper.shared().readTree(example());
        List<String> defined = texts(tree, "uuid");
        assertThat(defined).doesNotHaveDuplicates();
        List<String> referred = Stream.of(
                        "subject-uuid", "actor-uuid", "observation-uuid", "risk-uuid", "component-uuid", "party-uuid")
                .flatMap(field -> texts(tree, field).stream())
                .toList();
        assertThat(referred).isNotEmpty();
        assertThat(defined).containsAll(referred);
        assertThat(texts(tree, "href").stream()
                        .filter(href -> href.startsWith("#"))
                        .map(href -> href.substring(1)))
                .isNotEmpty()
                .allMatch(defined::contains);
        assertThat(texts(tree, "id")).containsAll(texts(tree, "target-id"));
    }

    @Test
    void ofManyObservationsTheFirstAreReferredToAndTheOthersCounted() throws Exception {
        AuditedSpec like = ExampleAudit.specs().get(2);
        List<AuditedSpec> specs = Stream.iterate(0, i -> i + 1)
                .limit(1500)
                .map(i -> new AuditedSpec(
                        "deploy/" + i + ".yaml",
                        1,
                        null,
                        "m" + i,
                        null,
                        like.digest(),
                        like.decision(),
                        true,
                        new TreeMap<>(),
                        like.findings()))
                .toList();
        JsonNode result = JsonMapper.shared()
                .readTree(write(ExampleAudit.header(), specs))
                .at("/assessment-results/results/0");
        assertThat(result.at("/local-definitions/inventory-items").size()).isEqualTo(1500);
        assertThat(result.at("/local-definitions/inventory-items/1499/props/0/value")
                        .asString())
                .isEqualTo("deploy/1499.yaml");
        assertThat(result.path("observations").size()).isEqualTo(3000);
        assertThat(result.at("/findings/1/related-observations").size()).isEqualTo(OscalControls.MOST);
        assertThat(result.at("/findings/1/remarks").asString())
                .isEqualTo("500 more observations have the property control with gdpr_art-24-2.");
    }

    @ParameterizedTest
    @CsvSource({
        "deploy/chat.yaml, 7, deploy/chat.yaml#L7",
        "C:\\a b.yaml, 0, C%3A/a%20b.yaml",
        "//host/x, 1, /.//host/x#L1",
        "é?#%.yaml, 0, %C3%A9%3F%23%25.yaml"
    })
    void aSourceIsARelativeReference(String source, int line, String href) {
        assertThat(OscalNames.href(source, line)).isEqualTo(href);
    }

    @Test
    void aUuidIsMadeOfNames() {
        String uuid = OscalNames.uuid("spec", "a", "b");
        assertThat(uuid)
                .isEqualTo(OscalNames.uuid("spec", "a", "b"))
                .isNotEqualTo(OscalNames.uuid("spec", "ab"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void aWaiverIsADeviationThatItsOwnerApproved() throws IOException {
        JsonNode report = JsonMapper.shared().readTree(example()).path("assessment-results");
        Waiver waiver = ExampleAudit.header().waivers().get(0);
        JsonNode risk = report.at("/results/0/risks").values().stream()
                .filter(one -> one.path("uuid").asString().equals(OscalRisks.waiverUuid(waiver.name())))
                .findFirst()
                .orElseThrow();
        assertThat(risk.path("status").asString()).isEqualTo("deviation-approved");
        assertThat(risk.path("description").asString()).isEqualTo(waiver.reason());
        assertThat(risk.path("deadline").asString()).isEqualTo("2026-12-31T00:00:00Z");
        assertThat(risk.at("/origins/0/actors/0/actor-uuid").asString())
                .isEqualTo(report.at("/metadata/parties/0/uuid").asString());
        assertThat(report.at("/metadata/parties/0/name").asString()).isEqualTo(waiver.owner());
    }

    private static List<String> texts(JsonNode tree, String field) {
        return tree.findValues(field).stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String write(AuditHeader header, List<AuditedSpec> specs) throws IOException {
        var out = new ByteArrayOutputStream();
        write(header, specs, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(AuditHeader header, List<AuditedSpec> specs, OutputStream out) throws IOException {
        var writer = new OscalWriter(out);
        var tally = new Tally(header);
        writer.begin(header);
        for (AuditedSpec spec : specs) {
            tally.add(spec);
            writer.add(spec);
        }
        writer.end(tally.totals(0, List.of(), null));
    }

    /** What a validator by others has against a report, by NIST's own schema; empty if nothing. */
    private String problems(String report) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("report.json"), report);
        Process validator = new ProcessBuilder(
                        Tools.path("go-oscal").toString(), "validate", "--input-file", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(validator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return validator.waitFor() == 0 ? "" : said;
    }
}
