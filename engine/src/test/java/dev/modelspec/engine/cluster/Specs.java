package dev.modelspec.engine.cluster;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Specs to test with. */
final class Specs {
    private static final Path EXAMPLES = Path.of("../examples");

    private Specs() {}

    /** All specs in the folder of examples that fit the schema. */
    static List<ParsedSpec> examples() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> parse(read(file)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example that has every field. */
    static ParsedSpec full() {
        return parse(read(EXAMPLES.resolve("08-full-production.modelspec.yaml")))
                .get(0);
    }

    /** The specs in a text, YAML or JSON. */
    static List<ParsedSpec> parse(String text) {
        return SpecParser.ofModelSpecs().parse(Source.of("spec", text)).stream()
                .map(ParsedSpec.class::cast)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
