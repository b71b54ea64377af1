package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PoliciesReadmeTest {
    @Test
    void theRuleThatTheGuideListsIsTheRule() throws IOException {
        String guide = Files.readString(Path.of("../policies/README.md"));
        String rule = Files.readString(Path.of("../policies/rules/retention/logs-max-days/logs_max_days.rego"));

        assertThat(guide).contains("```rego\n" + rule + "```");
    }
}
