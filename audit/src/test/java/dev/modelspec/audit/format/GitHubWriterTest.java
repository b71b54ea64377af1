package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.testcluster.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GitHubWriterTest {
    @Test
    void looksLikeThis() {
        Golden.assertMatches("github.txt", ExampleAudit.write(GitHubWriter::new));
    }

    @Test
    void aRunnerReadsEachFindingAsItIs() throws IOException, InterruptedException {
        List<JsonNode> read = read(ExampleAudit.write(GitHubWriter::new));
        List<Finding> open = ExampleAudit.specs().stream()
                .flatMap(spec -> spec.findings().stream())
                .filter(audited -> audited.standing() == Standing.OPEN)
                .map(AuditedFinding::finding)
                .toList();

        assertThat(read).hasSize(open.size() + 2).noneMatch(JsonNode::isNull);
        for (int i = 0; i < open.size(); i++) {
            Finding finding = open.get(i);
            JsonNode properties = read.get(i).path("properties");
            assertThat(properties.path("file").asString())
                    .isEqualTo(finding.location().source());
            assertThat(properties.path("line").asInt())
                    .isEqualTo(finding.location().region().startLine());
            assertThat(properties.path("title").asString()).isEqualTo(finding.title() + " (" + finding.rule() + ")");
            assertThat(read.get(i).path("message").asString())
                    .isEqualTo(finding.message() + "\n" + finding.remediation());
        }
        assertThat(read)
                .extracting(command -> command.path("command").asString())
                .containsExactly("warning", "error", "error", "error", "notice");
    }

    /** What a runner by others, nektos/act, understands; null for what it takes for text. */
    private static List<JsonNode> read(String printed) throws IOException, InterruptedException {
        Process runner = new ProcessBuilder(Tools.path("workflow-commands").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = runner.getOutputStream()) {
            in.write(printed.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(runner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(runner.waitFor()).isZero();
        return said.lines().map(JsonMapper.shared()::readTree).toList();
    }
}
