package dev.modelspec.engine.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.Source;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
