package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a run in which a rule is at fault. */
class FaultTest {
    private static final String MEANING = "This is a fault in modelspec or in a rule";
    private static final String LAST = "as many as 3 in a row ended with a fault";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRule() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("policies")).resolve("faulty.rego"), """
                # METADATA
                # title: T
                # description: D
                # custom: {severity: low, remediation: Do it.}
                package modelspec.rules.my.faulty

                report contains {"message": "no rule, no path"} if startswith(input.metadata.name, "bad")
                """);
    }

    @Test
    void whatIsAfterAFaultIsCheckedAllTheSame() throws IOException {
        Run run = check("bad-1", "good-2", "bad-3", "bad-4", "good-5");

        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(sources(report, "specs")).containsExactly("good-2", "good-5");
        assertThat(sources(report, "unchecked")).containsExactly("bad-1", "bad-3", "bad-4");
        assertThat(run.err()).containsOnlyOnce(MEANING).doesNotContain(LAST);
    }

    @Test
    void threeFaultsInARowAreEnough() throws IOException {
        Run run = check("bad-1", "bad-2", "good-3", "bad-4", "bad-5", "bad-6", "good-7");

        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(sources(report, "specs")).containsExactly("good-3");
        assertThat(sources(report, "unchecked")).containsExactly("bad-1", "bad-2", "bad-4", "bad-5", "bad-6");
        assertThat(report.required("unchecked").required(4).required("reason").asString())
                .endsWith(LAST + ", so that nothing after this is looked at");
        assertThat(run.err()).containsOnlyOnce(LAST);
    }

    private Run check(String... names) throws IOException {
        var arguments = new ArrayList<>(
                List.of("check", "--format=json", "--policies=" + folder.resolve("policies"), "--fail-on=never"));
        for (String name : names) {
            Path spec = folder.resolve(name + ".modelspec.yaml");
            Files.writeString(
                    spec,
                    Files.readString(Path.of("../examples/00-minimal.modelspec.yaml"))
                            .replace("name: support-chat-minimal", "name: " + name));
            arguments.add(spec.toString());
        }
        return Run.of(
                "",
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()),
                false,
                arguments.toArray(String[]::new));
    }

    private static List<String> sources(JsonNode report, String list) {
        return report.required(list)
                .valueStream()
                .map(one ->
                        Path.of(one.required("source").asString()).getFileName().toString())
                .map(file -> file.substring(0, file.indexOf('.')))
                .toList();
    }
}
