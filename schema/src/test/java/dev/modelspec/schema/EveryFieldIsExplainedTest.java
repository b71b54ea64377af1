package dev.modelspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What an editor shows on hover: every field has a title, a description and examples that are right. */
class EveryFieldIsExplainedTest {
    static Stream<SchemaField> fields() {
        return SchemaFiles.names().stream().flatMap(file -> SchemaField.allOf(file).stream());
    }

    @Test
    void theModelSpecSchemaHasTheFieldsOfTheStandardAndNoOthers() {
        assertThat(SchemaField.allOf(SchemaFiles.MODELSPEC).stream().map(SchemaField::pointer))
                .containsExactlyElementsOf(
                        FieldTable.load().fields().stream().map(Field::pointer).toList());
    }

    @Test
    void theModelSpecSchemaSaysTheDefaultsOfTheStandardAndNoOthers() {
        assertThat(SchemaField.allOf(SchemaFiles.MODELSPEC).stream()
                        .filter(field -> field.keywords().has("default"))
                        .map(field -> field.pointer() + " " + field.keywords().get("default")))
                .containsExactlyElementsOf(FieldTable.load().fields().stream()
                        .filter(field -> !field.defaultValue().isEmpty())
                        .map(field -> field.pointer() + " " + field.defaultValue())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldHasATitleAndADescription(SchemaField field) {
        assertThat(field.keywords().path("title").asString("")).isNotBlank();
        assertThat(field.keywords().path("description").asString("")).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldHasExamplesThatAreValid(SchemaField field) {
        List<JsonNode> examples = List.copyOf(field.keywords().path("examples").values());
        Schema schema = SchemaFiles.compilePart(field.keywords(), SchemaFiles.tree(field.file()));
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(schema.validate(example)).isEmpty());
    }
}
