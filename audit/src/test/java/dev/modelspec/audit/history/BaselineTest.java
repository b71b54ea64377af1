package dev.modelspec.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final String WRITTEN = ExampleAudit.write(BaselineWriter::new);

    @Test
    void hasWhatWasFoundAndNotWaived() {
        assertThat(WRITTEN)
                .startsWith("# Findings that were there when the rules were adopted. They do not count; new ones do.\n")
                .contains("createdAt: \"2026-11-26T09:30:00Z\"", "rule: privacy/pii-declared", "spec: \"care/chat\"")
                .doesNotContain("retention/logs-max-days");
    }

    @Test
    void excusesWhatItHasAndNothingElse() throws IOException {
        var run = new AuditRun(ExampleAudit.header(), baseline(WRITTEN), null, List.of());
        AuditedSpec chat = run.add(ExampleAudit.specs().get(0));
        assertThat(chat.findings())
                .extracting(AuditedFinding::standing)
                .containsExactly(Standing.WAIVED, Standing.BASELINE);
        assertThat(chat.decision()).isEqualTo(Decision.ALLOW);
        // The same again is one more than there was.
        assertThat(run.add(ExampleAudit.specs().get(0)).findings())
                .extracting(AuditedFinding::standing)
                .containsExactly(Standing.WAIVED, Standing.OPEN);
    }

    @Test
    void saysWhatCanBeRemoved() throws IOException {
        Baseline baseline = baseline(WRITTEN);
        var run = new AuditRun(ExampleAudit.header(), baseline, null, List.of());
        assertThat(baseline.resolved()).hasSize(4);
        run.add(ExampleAudit.specs().get(0));
        assertThat(baseline.resolved())
                .hasSize(3)
                .doesNotContain("privacy/pii-declared of care/chat at /spec/governance/compliance/pii/allowed")
                .contains("schema/type of deploy/unreadable.modelspec.yaml at /metadata/name");
    }

    @Test
    void oneOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> baseline(WRITTEN.replace("modelspec/1", "modelspec/2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Baseline baseline.yaml has fingerprints of modelspec/2, and those of today are of"
                        + " modelspec/1: they cannot be compared. Write it anew with --write-baseline.");
        assertThatThrownBy(() -> baseline(WRITTEN.replace("/v1alpha1", "/v2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("baseline.yaml:2");
    }

    @Test
    void oneThatSaysAThingTwiceIsRefused() {
        String twice = WRITTEN + WRITTEN.substring(WRITTEN.indexOf("    - fingerprint"));
        assertThatThrownBy(() -> baseline(twice))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("twice");
    }

    private static Baseline baseline(String text) {
        return new Baseline(Source.of("baseline.yaml", text));
    }
}
