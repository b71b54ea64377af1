package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.modelspec.engine.source.Source;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that are made to cost much, cost little and end in a finding. */
class LimitsTest {
    private static final String HEAD = "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata: {name: a}\n";

    @Test
    void a_file_of_50_megabytes_is_refused_unread() {
        byte[] large = new byte[50_000_000];
        Arrays.fill(large, (byte) 'a');

        assertThat(text(new Source("a.yaml", large))).isEqualTo("""
            document 1: unreadable
              1:1-1:1 syntax/too-large, DENY, HIGH: Too large
                at the document
                This file has 50,000,000 bytes and was not read: the limit is 8,388,608 (8 MiB).
                > A ModelSpec has a few kilobytes. Split the file, or leave it out of the check.
            """);
    }

    @Test
    void a_file_as_large_as_allowed_is_read() {
        byte[] large = new byte[SpecParser.MAX_BYTES];
        Arrays.fill(large, (byte) '#');

        assertThat(text(new Source("a.yaml", large))).contains("syntax/empty");
    }

    @Test
    void nesting_of_100_000_flow_lists_is_a_finding() {
        assertThat(text(Source.of("a.yaml", HEAD + "spec: " + "[".repeat(100_000))))
                .isEqualTo("""
                    document 1: unreadable, about a spec
                      4:106-4:107 syntax/too-deep, DENY, HIGH: Nested too deeply
                        at /spec%s
                        Objects and lists are nested more than 100 deep here.
                        > Write it flatter: a ModelSpec needs no more than 10 levels.
                    """.formatted("/0".repeat(99)));
    }

    @Test
    void nesting_of_100_000_block_lists_is_a_finding() {
        assertThat(rules(Source.of("a.yaml", HEAD + "spec:\n  " + "- ".repeat(100_000) + "a\n")))
                .containsExactly("syntax/too-deep");
    }

    @Test
    void nesting_of_100_000_json_objects_is_a_finding() {
        assertThat(rules(Source.of("a.json", "{\"kind\":\"ModelSpec\",\"spec\":" + "{\"a\":".repeat(100_000))))
                .containsExactly("syntax/too-deep");
        assertThat(rules(Source.of("-", "[".repeat(100_000)))).containsExactly("syntax/too-deep");
    }

    @Test
    void nesting_of_100_is_read() {
        String deep = "{\"kind\":\"ModelSpec\",\"spec\":" + "[".repeat(99) + "]".repeat(99) + "}";

        assertThat(rules(Source.of("a.json", deep))).doesNotContain("syntax/too-deep");
        assertThat(rules(Source.of("a.yaml", deep))).doesNotContain("syntax/too-deep");
    }

    @Test
    void aliases_can_not_nest_deeper_than_text() {
        StringBuilder labels = new StringBuilder("  a0: &a0 {}\n");
        for (int i = 1; i < 200; i++) {
            labels.append("  a%d: &a%d {a: *a%d}\n".formatted(i, i, i - 1));
        }

        assertThat(rules(Source.of("a.yaml", HEAD + "spec:\n" + labels))).containsExactly("syntax/too-deep");
    }

    @Test
    void an_alias_bomb_is_a_finding() {
        StringBuilder labels = new StringBuilder("  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            labels.append("  a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(
                                    ", ",
                                    List.of(alias, alias, alias, alias, alias, alias, alias, alias, alias, alias))));
        }

        assertThat(text(Source.of("a.yaml", HEAD + "spec:\n" + labels))).isEqualTo("""
            document 1: unreadable, about a spec
              10:27-10:30 syntax/too-many-values, DENY, HIGH: Too many values
                at /spec/a5/3
                With every alias replaced by what it stands for, this text has more than 500,000 values.
                > Remove aliases (*name) that repeat large parts, or split the text into several files.
            """);
    }

    @Test
    void a_bomb_of_merge_keys_is_a_finding() {
        StringBuilder labels = new StringBuilder("  a0: &a0 {k0: [x, x, x, x, x, x, x, x, x, x]}\n");
        for (int i = 1; i < 30; i++) {
            labels.append("  a%d: &a%d {<<: *a%d, k%d: {<<: *a%d}}\n".formatted(i, i, i - 1, i, i - 1));
        }

        assertThat(rules(Source.of("a.yaml", HEAD + "spec:\n" + labels))).containsExactly("syntax/too-many-values");
    }

    @Test
    void more_documents_than_anybody_writes_are_a_finding() {
        Source source = Source.of("a.yaml", "--- {kind: A, apiVersion: b}\n".repeat(10_001));

        assertThat(rules(source)).containsExactly("syntax/too-many-documents");
        assertThat(SpecParser.ofModelSpecs().parse(source)).hasSize(10_001);
    }

    @Test
    void a_million_documents_that_can_not_be_read_are_not_all_tried() {
        Source source = Source.of("a.yaml", "--- {\n".repeat(1_000_000) + "kind: ModelSpec\n");

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            List<ParsedDocument> documents = SpecParser.ofModelSpecs().parse(source);

            assertThat(documents).hasSize(101);
            assertThat(documents.get(100))
                    .isEqualTo(new UnreadableDocument(
                            101, DocumentText.findings(documents.get(100)), /* mentionsSpec= */ true));
            assertThat(rules(source)).containsExactly("syntax/yaml", "syntax/too-many-documents");
        });
    }

    @Test
    void a_field_name_of_a_book_is_a_finding() {
        String name = "a".repeat(2000);

        assertThat(rules(Source.of("a.yaml", HEAD + "spec:\n  ? " + name + "\n  : 1\n")))
                .containsExactly("syntax/key-length");
        assertThat(rules(Source.of("a.json", "{\"kind\":\"ModelSpec\",\"" + name + "\":1}")))
                .containsExactly("syntax/key-length");
    }

    @Test
    void a_number_of_a_million_digits_is_a_finding_at_once() {
        String number = "9".repeat(1_000_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(rules(Source.of("a.yaml", HEAD + "spec: " + number + "\n")))
                    .contains("syntax/number-range");
            assertThat(rules(Source.of("a.yaml", HEAD + "spec: 0" + number + "\n")))
                    .contains("syntax/number-range");
            assertThat(rules(Source.of("a.json", "{\"kind\":\"ModelSpec\",\"spec\":1." + number + "}")))
                    .contains("syntax/number-range");
        });
    }

    @Test
    void a_wide_text_takes_time_in_proportion() {
        StringBuilder fields = new StringBuilder(HEAD + "spec:\n");
        for (int i = 0; i < 100_000; i++) {
            fields.append("  field").append(i).append(": x\n");
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(rules(Source.of("a.yaml", fields.toString())))
                        .containsExactly("schema/unknown-field", "schema/more"));
    }

    @Test
    void many_findings_on_one_long_line_take_time_in_proportion() {
        StringBuilder fields = new StringBuilder("{\"kind\": \"ModelSpec\", \"🤖\": {");
        for (int i = 0; i < 100_000; i++) {
            fields.append("\"f").append(i % 50_000).append("\": 1e400, ");
        }
        String json = fields.append("\"\": 1}}").toString();

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(rules(Source.of("a.json", json)))
                        .contains("syntax/number-range", "syntax/more", "schema/unknown-field"));
    }

    private static String text(Source source) {
        return DocumentText.of(source);
    }

    private static List<String> rules(Source source) {
        return SpecParser.ofModelSpecs().parse(source).stream()
                .flatMap(document -> DocumentText.findings(document).stream())
                .map(finding -> finding.rule())
                .distinct()
                .toList();
    }
}
