package dev.modelspec.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceMapTest {
    //                                  0         1         2         3
    //                                  0123456789012345678901234567890123456789
    private static final String TEXT = "a: 1\nb:\n  - c: {}\n    d/e: 🤖\nf:\n";

    private final SourceMap map = new SourceMap(
            new SourceText(TEXT),
            Positions.ofContainer(
                    0,
                    33,
                    List.of(
                            Positions.ofScalar(3, 4).withKey("a", 0, 1),
                            Positions.ofContainer(
                                            10,
                                            29,
                                            List.of(Positions.ofContainer(
                                                    12,
                                                    29,
                                                    List.of(
                                                            Positions.ofContainer(15, 17, List.of())
                                                                    .withKey("c", 12, 13),
                                                            Positions.ofScalar(27, 29)
                                                                    .withKey("d/e", 22, 25)))))
                                    .withKey("b", 5, 6),
                            Positions.ofScalar(32, 32).withKey("f", 30, 31))));

    @Test
    void a_scalar_is_shown_by_its_value() {
        assertThat(map.locate("/a")).isEqualTo(new Region(1, 4, 1, 5));
        assertThat(map.locateKey("/a")).isEqualTo(new Region(1, 1, 1, 2));
        assertThat(map.written("/a")).isEqualTo("1");
    }

    @Test
    void columns_count_code_points() {
        assertThat(map.locate("/b/0/d~1e")).isEqualTo(new Region(4, 10, 4, 11));
        assertThat(map.written("/b/0/d~1e")).isEqualTo("🤖");
    }

    @Test
    void an_object_is_shown_by_its_key() {
        assertThat(map.locate("/b")).isEqualTo(new Region(2, 1, 2, 2));
        assertThat(map.locate("/b/0/c")).isEqualTo(new Region(3, 5, 3, 6));
    }

    @Test
    void an_object_without_a_key_is_shown_by_its_first_field() {
        assertThat(map.locate("")).isEqualTo(new Region(1, 1, 1, 2));
        assertThat(map.locate("/b/0")).isEqualTo(new Region(3, 5, 3, 6));
        assertThat(map.locateKey("/b/0")).isEqualTo(new Region(3, 5, 3, 6));
    }

    @Test
    void an_empty_value_is_shown_by_its_key() {
        assertThat(map.locate("/f")).isEqualTo(new Region(5, 1, 5, 2));
        assertThat(map.written("/f")).isEmpty();
    }

    @Test
    void what_does_not_exist_is_shown_by_the_nearest_that_does() {
        assertThat(map.locate("/b/0/x/y")).isEqualTo(map.locate("/b/0"));
        assertThat(map.locate("/b/1")).isEqualTo(map.locate("/b"));
        assertThat(map.locate("/b/-")).isEqualTo(map.locate("/b"));
        assertThat(map.locate("/a/x")).isEqualTo(map.locate("/a"));
        assertThat(map.locateKey("/x")).isEqualTo(map.locate(""));
        assertThat(map.written("/x")).isNull();
        assertThat(map.written("/b")).isNull();
    }

    @Test
    void paths_of_names_and_numbers_are_looked_up_too() {
        assertThat(map.locate(List.of("b", 0, "d/e"))).isEqualTo(map.locate("/b/0/d~1e"));
        assertThat(map.locate(List.of())).isEqualTo(map.locate(""));
    }

    @Test
    void many_fields_are_found_as_well_as_few() {
        List<Positions> fields = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            fields.add(Positions.ofScalar(i, i + 1).withKey("f" + i, i, i + 1));
        }
        SourceMap wide = new SourceMap(new SourceText("x".repeat(1001)), Positions.ofContainer(0, 1001, fields));

        assertThat(wide.locate("/f999")).isEqualTo(new Region(1, 1000, 1, 1001));
        assertThat(wide.locate("/f1000")).isEqualTo(wide.locate(""));
    }

    @Test
    void a_line_may_end_in_three_ways() {
        SourceText text = new SourceText("a\nb\r\nc\rd");

        assertThat(text.region(0, 1)).isEqualTo(new Region(1, 1, 1, 2));
        assertThat(text.region(2, 3)).isEqualTo(new Region(2, 1, 2, 2));
        assertThat(text.region(5, 6)).isEqualTo(new Region(3, 1, 3, 2));
        assertThat(text.region(7, 8)).isEqualTo(new Region(4, 1, 4, 2));
        assertThat(text.region(0, 8)).isEqualTo(new Region(1, 1, 4, 2));
    }

    @Test
    void columns_are_right_however_long_the_line() {
        for (String start : List.of("", "x")) {
            String line = start + "🤖".repeat(3000) + "é".repeat(3000);
            SourceText text = new SourceText("🤖\n" + line);
            for (int column = 1; column <= line.codePointCount(0, line.length()); column++) {
                int offset = 3 + line.offsetByCodePoints(0, column - 1);
                assertThat(text.region(offset, offset)).isEqualTo(new Region(2, column, 2, column));
            }
        }
    }

    @Test
    void pointers_are_written_and_read_with_their_escapes() {
        List<String> path = List.of("a/b", "c~d", "", "~1", "0");

        assertThat(JsonPointers.of(path)).isEqualTo("/a~1b/c~0d//~01/0");
        assertThat(JsonPointers.segments("/a~1b/c~0d//~01/0")).isEqualTo(path);
        assertThat(JsonPointers.of(List.of())).isEmpty();
        assertThat(JsonPointers.segments("")).isEmpty();
        assertThat(JsonPointers.child("/a", "b/c")).isEqualTo("/a/b~1c");
    }
}
