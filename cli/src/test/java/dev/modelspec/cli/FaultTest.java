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

    @Test
    void whatHasNoVerdictIsNotSaidToBeThereNoMore() throws IOException {
        String baseline = "--baseline=" + folder.resolve("baseline.yaml");
        for (int i = 1; i < 5; i++) {
            write("spec-" + i, "good-" + i);
        }
        String specs = folder.resolve("specs").toString();
        assertThat(run("audit", "--write-baseline=" + folder.resolve("baseline.yaml"), specs)
                        .exitCode())
                .isLessThan(2);
        run("audit", "--format=json=" + folder.resolve("before.json"), specs);
        for (int i = 1; i < 4; i++) {
            write("spec-" + i, "bad-" + i);
        }

        for (String command : List.of("check", "audit")) {
            Run faulty = run(command, baseline, specs);
            assertThat(faulty.exitCode()).isEqualTo(3);
            assertThat(faulty.err()).contains(LAST).doesNotContain("there no more");
        }
        run(
                "audit",
                "--previous=" + folder.resolve("before.json"),
                "--format=json=" + folder.resolve("now.json"),
                specs);
        JsonNode now = JsonMapper.shared().readTree(folder.resolve("now.json"));
        assertThat(now.at("/totals/history/resolved").isArray()).isTrue();
        assertThat(now.at("/totals/history/resolved")).isEmpty();
    }

    private void write(String file, String name) throws IOException {
        Files.createDirectories(folder.resolve("specs"));
        Files.writeString(folder.resolve("specs/" + file + ".modelspec.yaml"), spec(name));
    }

    private static String spec(String name) throws IOException {
        return Files.readString(Path.of("../examples/00-minimal.modelspec.yaml"))
                .replace("name: support-chat-minimal", "name: " + name);
    }

    private Run check(String... names) throws IOException {
        var arguments = new ArrayList<>(List.of("check", "--format=json", "--fail-on=never"));
        for (String name : names) {
            Path spec = folder.resolve(name + ".modelspec.yaml");
            Files.writeString(spec, spec(name));
            arguments.add(spec.toString());
        }
        return run(arguments.toArray(String[]::new));
    }

    private Run run(String... given) {
        var arguments = new ArrayList<>(List.of(given));
        arguments.add(1, "--policies=" + folder.resolve("policies"));
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
