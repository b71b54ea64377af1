package dev.modelspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The walk through the standard in {@code examples/}. */
class ExamplesTest {
    private static final Path FOLDER = SchemaFiles.folder().resolveSibling("examples");
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".modelspec.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void nineExamplesAreNumberedFromZero() throws IOException {
        assertThat(examples().stream().map(file -> file.getFileName().toString().substring(0, 3)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 9).mapToObj(i -> "0" + i + "-").toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsValid(Path example) {
        assertThat(SchemaFiles.compile(SchemaFiles.tree(SchemaFiles.MODELSPEC)).validate(read(example)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleStartsBySayingWhatItIsAbout(Path example) throws IOException {
        assertThat(Files.readString(example)).startsWith("# ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theReadmeLeadsToTheExample(Path example) throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains("(" + example.getFileName() + ")");
    }

    @Test
    void eachExampleSaysMoreThanTheOneBefore() throws IOException {
        List<Set<String>> fields =
                examples().stream().map(example -> fieldsOf(read(example), "")).toList();
        assertThat(IntStream.range(1, fields.size()))
                .allSatisfy(i -> assertThat(fields.get(i))
                        .containsAll(fields.get(i - 1))
                        .hasSizeGreaterThan(fields.get(i - 1).size()));
    }

    @Test
    void theLastExampleHasEveryFieldOfTheStandard() throws IOException {
        List<String> all =
                FieldTable.load().fields().stream().map(Field::pointer).toList();
        List<Path> examples = examples();
        assertThat(fieldsOf(read(examples.get(examples.size() - 1)), "")).containsAll(all);
    }

    private static JsonNode read(Path example) {
        return YAML.readTree(example.toFile());
    }

    private static Set<String> fieldsOf(JsonNode value, String pointer) {
        Set<String> fields = new TreeSet<>();
        if (!pointer.isEmpty()) {
            fields.add(pointer);
        }
        value.properties().forEach(child -> fields.addAll(fieldsOf(child.getValue(), pointer + "/" + child.getKey())));
        if (value.isArray()) {
            value.values().forEach(item -> fields.addAll(fieldsOf(item, pointer + "/*")));
        }
        return fields;
    }
}
