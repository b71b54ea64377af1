package dev.modelspec.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> FIELDS =
            List.of("identity", "runtime", "operations", "pipeline", "governance", "maxBatchSize", "id", "type");

    @ParameterizedTest
    @CsvSource({
        "goverance, governance",
        "govrenance, governance",
        "Governance, governance",
        "max_batch_size, maxBatchSize",
        "MAX-BATCH-SIZE, maxBatchSize",
        "maxbatchsizes, maxBatchSize",
        "operation, operations",
        "typ, type",
        "ID, id",
    })
    void the_nearest_name_is_suggested(String written, String meant) {
        assertThat(Spelling.nearest(written, FIELDS)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"a", "xyz", "accelerator", "time", "batch", "governmental-organisation"})
    void nothing_is_suggested_where_nothing_is_near(String written) {
        assertThat(Spelling.nearest(written, FIELDS)).isNull();
    }

    @Test
    void the_first_of_equally_near_names_is_suggested() {
        assertThat(Spelling.nearest("bat", List.of("cat", "hat"))).isEqualTo("cat");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', ab, 2",
        "ab, ba, 1",
        "abc, acb, 1",
        "abcd, badc, 2",
        "kitten, sitting, 3",
        "ca, abc, 3"
    })
    void distance_counts_letters_added_left_out_replaced_or_swapped(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    }
}
