package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anchors, aliases and merge keys of YAML work, and positions lead to the text that they stand for. */
class AliasesTest {
    @Test
    void an_alias_repeats_a_scalar() {
        ParsedSpec spec = parse("a: &x 30\nb: *x\n");

        assertThat(spec.tree().path("b")).isEqualTo(spec.tree().path("a"));
        assertThat(spec.written("/b")).isEqualTo("30");
        assertThat(spec.locate("/b").region()).isEqualTo(new Region(3, 7, 3, 9));
        assertThat(spec.locateKey("/b").region()).isEqualTo(new Region(4, 1, 4, 2));
    }

    @Test
    void an_alias_repeats_an_object() {
        ParsedSpec spec = parse("a: &x\n  c: [1]\nb: *x\n");

        assertThat(spec.tree().path("b").toString()).isEqualTo("{\"c\":[1]}");
        assertThat(spec.locate("/b").region()).isEqualTo(new Region(5, 1, 5, 2));
        assertThat(spec.locate("/b/c/0").region()).isEqualTo(new Region(4, 7, 4, 8));
    }

    @Test
    void an_alias_stands_for_the_last_anchor_of_its_name() {
        assertThat(parse("a: &x 1\nb: &x 2\nc: *x\n").tree().path("c").intValue())
                .isEqualTo(2);
    }

    @Test
    void an_anchor_ends_with_its_document() {
        List<ParsedDocument> documents = SpecParser.ofModelSpecs()
                .parse(Source.of("a.yaml", "kind: ModelSpec\na: &x 1\n---\nkind: ModelSpec\na: *x\n"));

        assertThat(documents.get(1))
                .isInstanceOfSatisfying(
                        ParsedSpec.class,
                        spec -> assertThat(spec.findings())
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("syntax/unknown-anchor")));
    }

    @Test
    void an_anchored_key_can_be_repeated_as_a_value() {
        assertThat(parse("a: {&x name: 1}\nb: [*x]\n").tree().path("b").toString())
                .isEqualTo("[\"name\"]");
    }

    @Test
    void an_alias_can_be_a_key() {
        assertThat(parse("a: &x name\nb: {*x : 1}\n").tree().path("b").toString())
                .isEqualTo("{\"name\":1}");
    }

    @Test
    void a_merge_key_takes_over_what_is_not_there() {
        ParsedSpec spec = parse("a: &x {p: 1, q: 2}\nb:\n  q: 3\n  <<: *x\n  r: 4\n");

        assertThat(spec.findings()).isEmpty();
        assertThat(spec.tree().path("b").toString()).isEqualTo("{\"q\":3,\"r\":4,\"p\":1}");
        assertThat(spec.locate("/b/p").region()).isEqualTo(new Region(3, 11, 3, 12));
        assertThat(spec.locateKey("/b/p").region()).isEqualTo(new Region(3, 8, 3, 9));
    }

    @Test
    void of_several_merged_objects_the_first_counts() {
        assertThat(parse("a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc: {<<: [*x, *y]}\n")
                        .tree()
                        .path("c")
                        .toString())
                .isEqualTo("{\"p\":1,\"q\":2}");
    }

    @Test
    void a_merged_object_may_have_merged_itself() {
        assertThat(parse("a: &x {p: 1}\nb: &y {<<: *x, q: 2}\nc: {<<: *y}\n")
                        .tree()
                        .path("c")
                        .toString())
                .isEqualTo("{\"q\":2,\"p\":1}");
    }

    @Test
    void merging_changes_nothing_where_it_merges_from() {
        assertThat(parse("a: &x {p: 1}\nb: {<<: *x, q: 2}\nc: *x\n")
                        .tree()
                        .path("c")
                        .toString())
                .isEqualTo("{\"p\":1}");
    }

    @Test
    void two_merge_keys_are_a_duplicate() {
        assertThat(parse("a: &x {p: 1}\nb: {<<: *x, <<: *x}\n").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("syntax/duplicate-key");
                    assertThat(finding.message()).contains("line 4, column 5");
                });
    }

    @Test
    void a_quoted_merge_key_is_a_name() {
        assertThat(parse("a: {\"<<\": {p: 1}}\n").tree().path("a").toString()).isEqualTo("{\"<<\":{\"p\":1}}");
    }

    @Test
    void the_value_of_an_anchored_or_tagged_scalar_is_located_without_its_anchor() {
        assertThat(parse("a: &x !!str 017\n").written("/a")).isEqualTo("017");
        assertThat(parse("a: !!str 017\n").tree().path("a").stringValue()).isEqualTo("017");
        assertThat(parse("a: !!int \"17\"\n").tree().path("a").intValue()).isEqualTo(17);
        assertThat(parse("a: !!float 1.5\n").tree().path("a").decimalValue()).isEqualTo("1.5");
        assertThat(parse("a: !!map {b: !!seq [!!null ~, !!bool yes]}\n")
                        .tree()
                        .path("a")
                        .toString())
                .isEqualTo("{\"b\":[null,true]}");
    }

    private static ParsedSpec parse(String fields) {
        ParsedDocument document = SpecParser.ofModelSpecs()
                .parse(Source.of("a.yaml", "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\n" + fields))
                .get(0);
        assertThat(document).isInstanceOf(ParsedSpec.class);
        return (ParsedSpec) document;
    }
}
