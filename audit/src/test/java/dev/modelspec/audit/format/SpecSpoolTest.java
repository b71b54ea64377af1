package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecSpoolTest {
    /** All in memory, some in memory and some in the file, all in the file. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 200, 0})
    void specsComeOutAsTheyWentInWithoutTheirFindings(int limit) throws IOException {
        var read = new ArrayList<AuditedSpec>();
        try (var spool = new SpecSpool(limit)) {
            assertThat(spool.isEmpty()).isTrue();
            for (AuditedSpec spec : ExampleAudit.specs()) {
                spool.add(spec);
            }
            assertThat(spool.isEmpty()).isFalse();
            spool.read(read::add);
        }
        assertThat(read)
                .isEqualTo(ExampleAudit.specs().stream()
                        .map(spec -> new AuditedSpec(
                                spec.source(),
                                spec.document(),
                                spec.namespace(),
                                spec.name(),
                                spec.owner(),
                                spec.digest(),
                                spec.decision(),
                                spec.policiesEvaluated(),
                                new TreeMap<>(),
                                List.of()))
                        .toList());
    }
}
