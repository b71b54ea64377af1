package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of our own rules are what {@code modelspec rules docs} writes; {@code -Dgolden.update=true} writes them anew. */
class RulePagesTest {
    private static final Path PAGES = Path.of("../docs/rules");

    @TempDir
    private Path folder;

    @Test
    void thePagesThatAreCheckedInAreThoseOfTheRules() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            assertThat(Run.of("rules", "docs", "--output", PAGES.toString())).returns(0, Run::exitCode);
        }

        assertThat(Run.of("rules", "docs", "--output", folder.toString())).returns(0, Run::exitCode);

        assertThat(texts(PAGES)).isEqualTo(texts(folder)).containsKey("retention/logs-max-days.md");
    }

    @Test
    void whatElseIsInTheFolderStays() throws IOException {
        Path other = Files.writeString(folder.resolve("notes.md"), "mine");
        Path index = Files.writeString(folder.resolve("README.md"), "old");

        Run run = Run.of("rules", "docs", "--output", folder.toString());

        assertThat(run).returns(0, Run::exitCode).returns("", Run::err);
        assertThat(run.out()).startsWith("wrote " + index + "\n").doesNotContain("notes.md");
        assertThat(other).hasContent("mine");
        assertThat(index).content().startsWith("# Rules\n");
    }

    private static Map<String, String> texts(Path root) throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
