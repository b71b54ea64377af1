package dev.modelspec.audit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditTotals.History;
import dev.modelspec.audit.AuditTotals.ResolvedFinding;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.json.JsonWriter;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousAuditTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatIsNewWhatIsStillThereAndWhatIsNoMore() throws IOException {
        var previous = new PreviousAudit(report(ExampleAudit.write(JsonWriter::new)));
        var run = new AuditRun(ExampleAudit.header(), null, previous, List.of());
        run.begin();
        // The same spec twice: its findings are there once more than they were.
        var same = run.add(ExampleAudit.specs().get(0));
        var again = run.add(ExampleAudit.specs().get(0));
        History history = Objects.requireNonNull(run.end().history());

        assertThat(same.findings())
                .extracting(AuditedFinding::since)
                .containsExactly(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        ExampleAudit.header().time());
        assertThat(again.findings())
                .extracting(AuditedFinding::since)
                .containsOnly(ExampleAudit.header().time());
        assertThat(history.open()).isEqualTo(2);
        assertThat(history.added()).isEqualTo(2);
        assertThat(history.resolved())
                .extracting(ResolvedFinding::rule)
                .containsExactly("accountability/owner-declared", "privacy/pii-policy-named", "schema/type");
    }

    @Test
    void whatIsInASourceWithoutAVerdictIsNotResolved() throws IOException {
        var previous = new PreviousAudit(report(ExampleAudit.write(JsonWriter::new)));
        var run = new AuditRun(ExampleAudit.header(), null, previous, List.of());
        run.begin();
        ExampleAudit.specs().forEach(spec -> run.add(new Unchecked(spec.source(), "it took too long", true)));
        History history = Objects.requireNonNull(run.end().history());

        assertThat(history.resolved()).isEmpty();
    }

    @Test
    void whatNobodyLooksAtIsNotResolved() throws IOException {
        var previous = new PreviousAudit(report(ExampleAudit.write(JsonWriter::new)));
        var run = new AuditRun(ExampleAudit.header(), null, previous, List.of());
        run.begin();
        run.add(new Unchecked("the-first.yaml", "it took too long", true));
        run.cutShort();
        History history = Objects.requireNonNull(run.end().history());

        assertThat(history.resolved()).isEmpty();
    }

    @Test
    void aCutReportIsRefused() throws IOException {
        String whole = ExampleAudit.write(JsonWriter::new);
        Path cut = report(whole.substring(0, whole.length() / 2));
        assertThatThrownBy(() -> new PreviousAudit(cut))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is no whole report");
    }

    private Path report(String text) throws IOException {
        return Files.writeString(folder.resolve("previous.json"), text);
    }
}
