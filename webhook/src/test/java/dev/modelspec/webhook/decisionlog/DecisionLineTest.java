package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DecisionLineTest {
    private static final DecisionLogOptions OPTIONS = DecisionLogOptions.of("stdout", Mode.SYNC)
            .withNames("modelspec-webhook-5d8f7c9b6-x2x9z", "0.1.0")
            .withObjects(true);
    private static final JsonNode OBJECT = Decisions.json("""
            {"kind": "ModelSpec", "spec": {"runtime": {"environment": {"variables": {"HF_TOKEN": "correct horse"}}}}}""");

    private static String line(LoggedDecision decision) {
        return line(OPTIONS, decision);
    }

    private static String line(DecisionLogOptions options, LoggedDecision decision) {
        return new String(new DecisionLine(options).of(decision), StandardCharsets.UTF_8);
    }

    @Test
    void aDenialIsOneLineWithAllThatIsKnown() {
        assertThat(line(Decisions.denial("id-1", "support-chat", "Logs are kept for 400 days.", OBJECT)))
                .isEqualTo("{\"schema\":\"https://modelspec.dev/schema/decision.v1alpha1.json\","
                        + "\"timestamp\":\"2026-11-25T09:30:00.123456Z\",\"decision_id\":\"id-1\",\"uid\":\"id-1\","
                        + "\"labels\":{\"app\":\"modelspec-webhook\",\"replica\":\"modelspec-webhook-5d8f7c9b6-x2x9z\","
                        + "\"version\":\"0.1.0\"},\"decision\":\"deny\",\"responseStatus\":{\"code\":403,\"message\":null},"
                        + "\"operation\":\"CREATE\",\"dryRun\":false,"
                        + "\"userInfo\":{\"username\":\"system:serviceaccount:team-a:deployer\","
                        + "\"groups\":[\"system:authenticated\"]},"
                        + "\"objectRef\":{\"apiGroup\":\"piqc.ai\",\"apiVersion\":\"v1alpha1\",\"kind\":\"ModelSpec\","
                        + "\"resource\":\"modelspecs\",\"subresource\":null,\"namespace\":\"team-a\",\"name\":\"support-chat\"},"
                        + "\"findings\":[{\"rule\":\"retention/logs-max-days\",\"level\":\"deny\",\"severity\":\"medium\","
                        + "\"path\":\"/spec/governance/compliance/retention/logsDays\","
                        + "\"message\":\"Logs are kept for 400 days.\"}],\"waivers\":[],\"profile\":\"baseline\","
                        + "\"bundle\":{\"digest\":\"" + Decisions.DIGEST + "\",\"revision\":\"1.4\"},"
                        + "\"durationMs\":{\"total\":1.71,\"parse\":0.321},"
                        + "\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span_id\":\"00f067aa0ba902b7\","
                        + "\"object\":{\"kind\":\"ModelSpec\",\"spec\":{\"runtime\":{\"environment\":{\"variables\":"
                        + "{\"HF_TOKEN\":\"[masked]\"}}}}},"
                        + "\"masked\":[\"/object/spec/runtime/environment/variables/HF_TOKEN\"]}\n");
    }

    @Test
    void theObjectStaysOutUnlessItIsAskedFor() {
        assertThat(line(OPTIONS.withObjects(false), Decisions.denial("id-1", "a", "b", OBJECT)))
                .contains("\"object\":null,\"masked\":[]")
                .doesNotContain("HF_TOKEN");
    }

    static Stream<LoggedDecision> decisions() {
        return Stream.of(
                Decisions.denial("id-1"),
                Decisions.denial("id-1", "support-chat", "token=abcdef", OBJECT),
                Decisions.denial("id-1", "a\u0000\u001b[31m\r\n\u0085\u2028\u202eb", "\ud800 \ud83e\udd16 ü", null),
                Decisions.error("id-2", "Bearer abcdefghijklmnopqrstuvwxyz"));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void aLineIsWhatItsSchemaDescribes(LoggedDecision decision) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../schema/decision.v1alpha1.json")), InputFormat.JSON);

        assertThat(schema.validate(line(decision), InputFormat.JSON)).isEmpty();
    }

    @Test
    void controlCharactersAreEscapedAndLettersAreNot() {
        String line =
                line(Decisions.denial("id-1", "a\u0000\u001b\r\n\u007f\u0085\u2028\u202eb", "Größe 🤖 \ud800.", null));

        assertThat(line)
                .contains("a\\u0000\\u001B\\r\\n\\u007F\\u0085\\u2028\\u202eb", "Größe 🤖 ?.")
                .hasLineCount(1);
        assertThat(Decisions.json(line).at("/objectRef/name").asString())
                .isEqualTo("a\u0000\u001b\r\n\u007f\u0085\u2028\u202eb");
    }

    @Test
    void theSameDecisionGivesTheSameBytes() {
        LoggedDecision decision = Decisions.denial("id-1", "a", "password=hunter2", OBJECT);

        assertThat(line(decision)).isEqualTo(line(decision));
    }

    @Test
    void theObjectItselfIsNotChanged() {
        String before = OBJECT.toString();

        line(
                OPTIONS.withMasking(Masking.ofSecrets().and(List.of("/object/kind"))),
                Decisions.denial("1", "a", "b", OBJECT));

        assertThat(OBJECT).hasToString(before);
    }
}
