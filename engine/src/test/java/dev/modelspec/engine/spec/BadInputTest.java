package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of the folder {@code bad-input} has beside it, as {@code <file>.expected}, all that is to be said about it. */
class BadInputTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_reported_with_its_place_and_the_way_to_mend_it(String name) throws IOException {
        Source source = new Source(name, Files.readAllBytes(folder().resolve(name)));

        assertThat(DocumentText.of(source)).isEqualTo(Files.readString(folder().resolve(name + ".expected")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void is_never_taken_for_compliant(String name) throws IOException {
        Source source = new Source(name, Files.readAllBytes(folder().resolve(name)));

        assertThat(SpecParser.ofModelSpecs().parse(source))
                .flatMap(DocumentText::findings)
                .isNotEmpty();
    }

    @Test
    void has_nothing_expected_of_files_that_are_gone() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            List<String> expected = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".expected"))
                    .sorted()
                    .toList();
            assertThat(expected)
                    .isEqualTo(files().map(name -> name + ".expected").toList());
        }
    }

    static Stream<String> files() {
        try (Stream<Path> all = Files.list(folder())) {
            return all
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".expected"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folder() {
        try {
            return Path.of(BadInputTest.class.getResource("bad-input").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
