package dev.modelspec.engine.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.Source;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WaiverReaderTest {
    private static final String GOOD = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Waiver
            metadata:
              name: chat-logs
            spec:
              rule: retention/logs-max-days
              target: {namespace: care, name: chat, path: /spec/governance}
              reason: The new store is ready in January.
              owner: risk@example.com
              ticket: GOV-17
              grantedAt: "2026-11-01"
              expiresAt: "2027-01-31T17:00:00+01:00"
            """;

    private final WaiverReader reader = new WaiverReader();

    @Test
    void readsAllThatAWaiverSays() {
        assertThat(reader.read(Source.of("w.yaml", GOOD)))
                .containsExactly(new Waiver(
                        "chat-logs",
                        "retention/logs-max-days",
                        new Waiver.Target("care", "chat", "/spec/governance"),
                        "The new store is ready in January.",
                        "risk@example.com",
                        "GOV-17",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2027-01-31T16:00:00Z"),
                        "w.yaml:4"));
    }

    @Test
    void readsSeveralOfOneFile() {
        assertThat(reader.read(Source.of("w.yaml", GOOD + "---\n" + GOOD.replace("chat", "other"))))
                .extracting(Waiver::name)
                .containsExactly("chat-logs", "other-logs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            expiresAt: "2027-01-31T17:00:00+01:00" | note: none     | w.yaml:5:1: `spec.expiresAt` is missing
            name: chat, path                       | name: '*', path | w.yaml:7:35: A waiver is for one rule and one spec; there are no patterns.
            "2027-01-31T17:00:00+01:00"            | "2026-10-31"   | w.yaml:12:14: The waiver expires before it begins
            "2027-01-31T17:00:00+01:00"            | "2027-02-31"   | w.yaml:12:14: There is no such time as 2027-02-31
            "2027-01-31T17:00:00+01:00"            | 2027-01-31     | w.yaml:12:14
            kind: Waiver                           | kind: Profile  | w.yaml:2:7: `kind` is `Profile`
            """)
    void saysWhatIsWrongAndWhere(String right, String wrong, String problem) {
        String text = GOOD.replace(right, wrong);
        assertThat(text).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> reader.read(Source.of("w.yaml", text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void ofAnObjectInAClusterTheNameAndTheSpecCount() {
        assertThat(reader.readObject(object("expiresAt", "2027-01-31")))
                .returns("chat-logs", Waiver::name)
                .returns("Waiver governance/chat-logs", Waiver::origin)
                .returns(new Waiver.Target("care", "chat", ""), Waiver::target)
                .returns(Instant.parse("2027-01-31T00:00:00Z"), Waiver::expiresAt);
    }

    @Test
    void whatIsWrongWithAnObjectIsToldWithoutLines() {
        assertThatThrownBy(() -> reader.readObject(object("expiresAt", "2026-01-31")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("""
                        The waivers in Waiver governance/chat-logs are wrong:
                          Waiver governance/chat-logs at /spec/expiresAt: The waiver expires before it begins. Set \
                        `spec.expiresAt` to a day after `spec.grantedAt`.""");
        assertThatThrownBy(() -> reader.readObject(object("ticket", "")))
                .hasMessageContaining("Waiver governance/chat-logs at /spec/ticket: ");
        assertThatThrownBy(() -> reader.readObject(JsonMapper.shared().readTree("{}")))
                .isInstanceOf(ConfigurationException.class);
    }

    private static JsonNode object(String field, String value) {
        JsonNode object = JsonMapper.shared().readTree("""
                {"apiVersion": "governance.modelspec.dev/v1alpha1", "kind": "Waiver",
                 "metadata": {"name": "chat-logs", "namespace": "governance", "uid": "1", "labels": {"team": "risk"}},
                 "spec": {"rule": "retention/logs-max-days", "target": {"namespace": "care", "name": "chat"},
                          "reason": "why", "owner": "risk@example.com",
                          "grantedAt": "2026-11-01", "expiresAt": "2027-01-31"},
                 "status": {}}
                """);
        ((ObjectNode) object.get("spec")).put(field, value);
        return object;
    }
}
