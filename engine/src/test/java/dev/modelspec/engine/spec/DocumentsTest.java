package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which documents a source has, and what they are. */
class DocumentsTest {
    private static final String SPEC = "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\n";
    private static final String DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\n";

    @Test
    void all_documents_are_read_and_counted() {
        assertThat(SpecParser.ofModelSpecs().parse(Source.of("a.yaml", SPEC + "---\n" + DEPLOYMENT + "---\n" + SPEC)))
                .extracting(ParsedDocument::index, Object::getClass)
                .containsExactly(tuple(1, ParsedSpec.class), tuple(2, OtherKind.class), tuple(3, ParsedSpec.class));
    }

    @Test
    void empty_documents_are_passed_over_but_counted() {
        assertThat(SpecParser.ofModelSpecs()
                        .parse(Source.of("a.yaml", "---\n# nothing\n---\n" + SPEC + "---\n...\n---\nnull\n")))
                .extracting(ParsedDocument::index, Object::getClass)
                .containsExactly(tuple(2, ParsedSpec.class));
    }

    @Test
    void after_an_error_the_next_document_is_read() {
        assertThat(SpecParser.ofModelSpecs().parse(Source.of("a.yaml", """
            apiVersion: piqc.ai/v1alpha1
            kind: 'ModelSpec
            ---
            apiVersion: piqc.ai/v1alpha1
            kind: {ModelSpec
            ---
            apiVersion: piqc.ai/v1alpha1
            kind: Model: Spec
            --- # four
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            spec: {}
            """)))
                .extracting(ParsedDocument::index, Object::getClass)
                .containsExactly(
                        tuple(1, UnreadableDocument.class),
                        tuple(2, UnreadableDocument.class),
                        tuple(3, UnreadableDocument.class),
                        tuple(4, ParsedSpec.class));
    }

    @Test
    void a_later_document_has_its_place_in_the_whole_text() {
        String text = "kind: [🤖\n---\n" + SPEC + "emoji: 🤖🤖\nspec: 1\n";
        ParsedSpec spec = (ParsedSpec)
                SpecParser.ofModelSpecs().parse(Source.of("a.yaml", text)).get(1);

        assertThat(spec.locate("/spec").region().startLine()).isEqualTo(6);
        assertThat(spec.written("/emoji")).isEqualTo("🤖🤖");
        assertThat(spec.written("/spec")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "piqc.ai/v1alpha1 | ModelSpec | ParsedSpec",
                "piqc.ai/v1alpha1 | Model     | ParsedSpec",
                "piqc.ai/v1alpha1 |           | ParsedSpec",
                "piqc.ai/v1       | ModelSpec | UnreadableDocument",
                "piqc.ai/v1beta1  | Other     | UnreadableDocument",
                "piqc.ai/one      | ModelSpec | ParsedSpec",
                "apps/v1          | ModelSpec | ParsedSpec",
                "                 | ModelSpec | ParsedSpec",
                "                 | modelspec | ParsedSpec",
                "apps/v1          | modelSpec | ParsedSpec",
                "apps/v1          | Deployment| OtherKind",
                "v1               | List      | OtherKind",
                "                 | Deployment| UnrecognisedDocument",
                "apps/v1          |           | UnrecognisedDocument",
                "                 |           | UnrecognisedDocument",
                "piqc.ai          | Other     | OtherKind",
            })
    void a_document_is_what_its_version_and_kind_say(String apiVersion, String kind, String type) {
        String text = (apiVersion == null ? "" : "apiVersion: " + apiVersion + "\n")
                + (kind == null ? "" : "kind: " + kind + "\n") + "a: b\n";

        assertThat(SpecParser.ofModelSpecs().parse(Source.of("a.yaml", text)))
                .singleElement()
                .satisfies(document ->
                        assertThat(document.getClass().getSimpleName()).isEqualTo(type));
    }

    @Test
    void findings_about_documents_of_other_kinds_are_not_ours() {
        String text = DEPLOYMENT + "a: 017\na: !custom 1\n---\n" + SPEC;

        assertThat(SpecParser.ofModelSpecs().parse(Source.of("a.yaml", text)).get(1))
                .isInstanceOfSatisfying(
                        ParsedSpec.class, spec -> assertThat(spec.findings()).isEmpty());
    }

    @Test
    void what_cannot_be_read_says_whether_a_spec_is_mentioned() {
        assertThat(SpecParser.ofModelSpecs().parse(Source.of("a.yaml", "a: {{ b }\n---\nkind: ModelSpec: 1\n")))
                .extracting(document -> ((UnreadableDocument) document).mentionsSpec())
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"a.json", "A.JSON", "a.yaml", "a.yml", "-", "https://example.com/spec?raw=1"})
    void json_is_read_under_any_name(String name) {
        String json =
                "{\"apiVersion\": \"piqc.ai/v1alpha1\",\n \"kind\": \"ModelSpec\", \"x\": [1.50, \"\\u00e9\\/\"]}\n";
        ParsedSpec spec = (ParsedSpec)
                SpecParser.ofModelSpecs().parse(Source.of(name, json)).get(0);

        assertThat(spec.tree().toString())
                .isEqualTo("{\"apiVersion\":\"piqc.ai/v1alpha1\",\"kind\":\"ModelSpec\",\"x\":[1.50,\"é/\"]}");
        assertThat(spec.written("/x/0")).isEqualTo("1.50");
        assertThat(spec.written("/x/1")).isEqualTo("\"\\u00e9\\/\"");
        assertThat(spec.locateKey("/kind").region().startColumn()).isEqualTo(2);
    }

    @Test
    void yaml_that_starts_like_json_is_read_where_the_name_does_not_tell() {
        assertThat(SpecParser.ofModelSpecs()
                        .parse(Source.of("-", "{kind: ModelSpec, a: [b, ]}\n---\nkind: ModelSpec\n")))
                .hasSize(2)
                .hasOnlyElementsOfType(ParsedSpec.class);
    }

    @Test
    void wrong_json_is_reported_as_json_where_the_name_does_not_tell() {
        assertThat(DocumentText.of(Source.of("-", "{\"kind\": \"ModelSpec\" \"a\": 1}\n")))
                .isEqualTo("""
                    document 1: unreadable, about a spec
                      1:22-1:29 syntax/json, DENY, HIGH: Not valid JSON
                        at the document
                        A comma is missing before this.
                        > Separate fields and elements by commas.
                    """);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }
}
