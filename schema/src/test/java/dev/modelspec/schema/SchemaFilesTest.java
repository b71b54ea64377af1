package dev.modelspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every schema file. */
class SchemaFilesTest {
    static List<String> files() {
        return SchemaFiles.names();
    }

    @Test
    void theSchemasOfAllDocumentsAreHere() {
        assertThat(files())
                .containsExactly(
                        "audit-report.v1alpha1.json",
                        "baseline.v1alpha1.json",
                        "check-report.v1alpha1.json",
                        "context.v0.1.json",
                        "decision.v1alpha1.json",
                        "framework.v1alpha1.json",
                        "modelspec.v0.1.json",
                        "profile.v1alpha1.json",
                        "status.v1alpha1.json",
                        "suite.v1alpha1.json",
                        "waiver.v1alpha1.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileSaysItsOwnNameAndItsDraft(String file) {
        ObjectNode schema = SchemaFiles.tree(file);
        assertThat(schema.path("$id").asString("")).isEqualTo("https://modelspec.dev/schema/" + file);
        assertThat(schema.path("$schema").asString("")).isEqualTo(SchemaFiles.DRAFT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsAValidSchema(String file) {
        assertThat(SchemaFiles.metaSchema().validate(SchemaFiles.tree(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileExplainsItselfWithWholeDocuments(String file) {
        ObjectNode tree = SchemaFiles.tree(file);
        Schema schema = SchemaFiles.compile(tree);
        assertThat(tree.path("title").asString("")).isNotBlank();
        assertThat(tree.path("description").asString("")).endsWith(".");
        assertThat(List.copyOf(tree.path("examples").values()))
                .isNotEmpty()
                .allSatisfy(example -> assertThat(schema.validate(example)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileRefersToNothingOutsideItself(String file) {
        assertThat(everyText(SchemaFiles.tree(file), "$ref")).allMatch(reference -> reference.startsWith("#/$defs/"));
    }

    /** A property that is neither known nor in a map is a mistake somebody made, and must not pass in silence. */
    @ParameterizedTest
    @MethodSource("files")
    void everyObjectWithPropertiesIsClosed(String file) {
        assertThat(everyObject(SchemaFiles.tree(file))
                        .filter(part -> part.path("properties").isObject()))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.path("additionalProperties").isBoolean())
                        .isTrue());
    }

    /**
     * OPA type-checks rules against these files. It takes any text under the key {@code id}, even in an example, for the name
     * of a schema, and refuses a file in which two have the same.
     */
    @ParameterizedTest
    @MethodSource("files")
    void noTwoExamplesHaveTheSameId(String file) {
        assertThat(everyText(SchemaFiles.tree(file), "id").toList()).doesNotHaveDuplicates();
    }

    private static Stream<String> everyText(JsonNode tree, String key) {
        return everyObject(tree)
                .map(object -> object.path(key))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    private static Stream<JsonNode> everyObject(JsonNode tree) {
        Stream<JsonNode> below = tree.values().stream().flatMap(SchemaFilesTest::everyObject);
        return tree.isObject() ? Stream.concat(Stream.of(tree), below) : below;
    }
}
