package dev.modelspec.webhook.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void copiesWhatIsThereOrWhatTheBuildMakes() throws Exception {
        var sources = new ArrayList<String>();
        for (List<String> words : instructions("COPY")) {
            if (!words.get(0).startsWith("--from=")) {
                sources.addAll(words.subList(0, words.size() - 1));
            }
        }

        assertThat(sources).containsExactly("cli/target/modelspec/lib", "LICENSE", "NOTICE");
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
                .containsExactly("*", "!LICENSE", "!NOTICE", "!cli/target/modelspec/lib");
        assertThat(ROOT.resolve("LICENSE")).exists();
        assertThat(ROOT.resolve("NOTICE")).exists();
        assertThat(ROOT.resolve("cli/pom.xml"))
                .content()
                .contains("<outputDirectory>${project.build.directory}/modelspec/lib</outputDirectory>");
    }

    @Test
    void runsAsANumericUserWhoIsNotRoot() throws Exception {
        assertThat(instructions("USER")).containsExactly(List.of("65532:65532"));
    }

    @Test
    void takesNoMovingBaseImage() throws Exception {
        assertThat(instructions("FROM"))
                .isNotEmpty()
                .allMatch(words -> words.get(0).matches("[a-z./-]+:[a-z0-9.-]*\\d[a-z0-9.-]*"));
    }

    @Test
    void startsTheWebhookOfTheCommand() throws Exception {
        List<String> words = instructions("ENTRYPOINT").get(0);

        assertThat(words.subList(words.size() - 3, words.size()))
                .containsExactly("\"dev.modelspec.cli.Modelspec\",", "\"webhook\",", "\"serve\"]");
        assertThat(ROOT.resolve("cli/src/main/java/dev/modelspec/cli/Modelspec.java"))
                .exists();
    }

    private static List<List<String>> instructions(String name) throws Exception {
        return Files.readString(Path.of("Dockerfile"))
                .replace("\\\n", " ")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> List.of(line.substring(name.length() + 1).strip().split(" +")))
                .toList();
    }
}
