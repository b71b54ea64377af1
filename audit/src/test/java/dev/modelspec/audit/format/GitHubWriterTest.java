package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GitHubWriterTest {
    /** As GitHub's runner takes a line apart: properties end at the first {@code ::}, and are split at commas. */
    private static final Pattern COMMAND = Pattern.compile(
            "::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\\r\\n]*)(?:,[a-zA-Z]+=[^,:\\r\\n]*)*)::([^\\r\\n]*)");

    @Test
    void looksLikeThis() {
        Golden.assertMatches("github.txt", ExampleAudit.write(GitHubWriter::new));
    }

    @Test
    void everyLineIsOneCommand() {
        List<String> lines = ExampleAudit.write(GitHubWriter::new).lines().toList();
        assertThat(lines).hasSize(5).allMatch(line -> COMMAND.matcher(line).matches());
        assertThat(lines).element(1).asString().contains("file=deploy/évil%2C\"name\".modelspec.yaml,");
        assertThat(lines).element(1).asString().contains("answers%0Afor it.");
    }
}
