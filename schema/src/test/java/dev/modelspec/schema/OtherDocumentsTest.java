package dev.modelspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Small changes to the last worked example of a document of each kind, and whether they are still right. */
class OtherDocumentsTest {

    /**
     * One line of {@code other-documents.csv}.
     *
     * @param file the schema file
     * @param verdict {@code accepted} or {@code refused}
     * @param place what to change, as a JSON Pointer
     * @param value the new value as JSON, or nothing to drop it
     */
    record Case(String file, String verdict, JsonPointer place, String value) {
        static Case parse(String row) {
            String[] cells = row.split(",", 4);
            return new Case(cells[0], cells[1], JsonPointer.compile(cells[2]), cells[3]);
        }
    }

    static Stream<Case> cases() {
        return Json.lines("other-documents.csv").stream().skip(1).map(Case::parse);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aChangedExampleIsAcceptedOrRefused(Case given) {
        ObjectNode schema = SchemaFiles.tree(given.file());
        JsonNode examples = schema.path("examples");
        JsonNode document = examples.get(examples.size() - 1).deepCopy();
        change(document, given);
        boolean accepted = SchemaFiles.compile(schema).validate(document).isEmpty();
        assertThat(accepted ? "accepted" : "refused").isEqualTo(given.verdict());
    }

    private static void change(JsonNode document, Case given) {
        JsonNode parent = document.at(given.place().head());
        JsonPointer last = given.place().last();
        assertThat(parent.isContainer()).as("%s has a parent", given.place()).isTrue();
        if (parent instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), Json.read(given.value()));
        } else if (given.value().isEmpty()) {
            assertThat(((ObjectNode) parent).remove(last.getMatchingProperty())).isNotNull();
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), Json.read(given.value()));
        }
    }
}
