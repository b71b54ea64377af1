package dev.modelspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The schema of a ModelSpec accepts what the table of fields accepts, and nothing else. */
class SameVerdictTest {
    private static final FieldTable TABLE = FieldTable.load();
    private static final List<JsonNode> ODD_VALUES =
            Json.lines("odd-values.txt").stream().map(Json::read).toList();
    private static final Changes CHANGES = new Changes(TABLE.fullSpec(), ODD_VALUES);

    @Test
    void aSpecWithEveryFieldIsAccepted() {
        JsonNode full = TABLE.fullSpec();
        assertThat(schema().validate(full)).isEmpty();
        assertThat(TABLE.accepts(full)).isTrue();
    }

    @Test
    void everySingleChangeGetsTheSameVerdict() {
        assertSameVerdicts(CHANGES.everySingleOne().map(Changes.Change::document));
    }

    @Test
    void thousandsOfCombinedChangesGetTheSameVerdict() {
        assertSameVerdicts(CHANGES.combinations(20261124L, 10_000));
    }

    /** The documents above are worth something only if they tell the schema from one that is slightly wrong. */
    @Test
    void aSchemaThatIsSlightlyWrongDoesNotGetTheSameVerdicts() {
        List<Changes.Change> changes = CHANGES.everySingleOne().toList();
        List<SlightlyWrongSchema> wrong = SlightlyWrongSchema.allOf(SchemaFiles.tree(SchemaFiles.MODELSPEC));

        assertThat(wrong).hasSizeGreaterThan(200);
        assertThat(wrong.stream()
                        .filter(mutant -> !isToldApart(mutant, changes))
                        .map(SlightlyWrongSchema::change))
                .isEmpty();
    }

    private static boolean isToldApart(SlightlyWrongSchema wrong, List<Changes.Change> changes) {
        Schema schema = SchemaFiles.compile(wrong.schema());
        return changes.stream()
                .filter(change -> change.place().toString().contains(wrong.place()))
                .map(Changes.Change::document)
                .anyMatch(document -> schema.validate(document).isEmpty() != TABLE.accepts(document));
    }

    /** Both verdicts must be frequent, or agreeing would mean little. */
    private static void assertSameVerdicts(Stream<JsonNode> documents) {
        Schema schema = schema();
        int[] seen = new int[2];
        List<String> disagreements = documents
                .filter(document -> {
                    boolean accepted = TABLE.accepts(document);
                    seen[accepted ? 1 : 0]++;
                    return schema.validate(document).isEmpty() != accepted;
                })
                .map(document -> (TABLE.accepts(document) ? "schema refuses " : "schema accepts ") + document)
                .toList();
        assertThat(disagreements).isEmpty();
        assertThat(seen[1]).as("accepted").isGreaterThan(1_000);
        assertThat(seen[0]).as("refused").isGreaterThan(1_000);
    }

    private static Schema schema() {
        return SchemaFiles.compile(SchemaFiles.tree(SchemaFiles.MODELSPEC));
    }
}
