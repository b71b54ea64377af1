package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spec from a Kubernetes cluster and the same spec from a file are the same spec. */
class ClusterFormTest {
    private static final String FILE_FORM = """
        apiVersion: piqc.ai/v1alpha1
        kind: ModelSpec
        metadata:
          name: support-chat
          version: "1.4.0"
          description: Answers questions.
          labels:
            team: care
        spec:
          identity: {}
        """;

    @Test
    void what_a_cluster_gives_back_is_the_file_that_was_put_in() {
        ParsedSpec cluster = parse("""
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata:
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: |
                  {"apiVersion":"piqc.ai/v1alpha1"}
                piqc.ai/description: Answers questions.
                piqc.ai/version: "1.4.0"
              creationTimestamp: "2026-11-01T09:00:00Z"
              deletionGracePeriodSeconds: 0
              deletionTimestamp: "2026-11-02T09:00:00Z"
              finalizers: [a]
              generateName: support-
              generation: 2
              labels:
                team: care
              managedFields: [{manager: kubectl}]
              name: support-chat
              namespace: care
              ownerReferences: [{name: a}]
              resourceVersion: "1234"
              selfLink: /apis/x
              uid: 8b7e
            spec:
              identity: {}
            status:
              decision: allow
            """);

        assertThat(cluster.findings()).isEmpty();
        assertThat(cluster.tree()).isEqualTo(parse(FILE_FORM).tree());
        assertThat(cluster.locate("/metadata/version").region()).isEqualTo(new Region(8, 22, 8, 29));
        assertThat(cluster.locateKey("/metadata/description").region()).isEqualTo(new Region(7, 5, 7, 24));
        assertThat(cluster.locate("/spec").region()).isEqualTo(new Region(24, 1, 24, 5));
        assertThat(cluster.locate("/metadata/namespace").region()).isEqualTo(new Region(3, 1, 3, 9));
    }

    @Test
    void other_annotations_stay() {
        ParsedSpec cluster = parse("""
            kind: ModelSpec
            metadata:
              annotations: {piqc.ai/version: "1", example.com/runbook: here}
            """);

        assertThat(cluster.tree().path("metadata").toString())
                .isEqualTo("{\"version\":\"1\",\"annotations\":{\"example.com/runbook\":\"here\"}}");
        assertThat(cluster.locate("/metadata/annotations/example.com~1runbook").region())
                .isEqualTo(new Region(3, 60, 3, 64));
    }

    @Test
    void annotations_that_were_empty_stay_empty() {
        assertThat(parse("kind: ModelSpec\nmetadata: {uid: a, annotations: {}}\n")
                        .tree()
                        .path("metadata")
                        .toString())
                .isEqualTo("{\"annotations\":{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uid: a",
                "resourceVersion: a",
                "generation: 1",
                "creationTimestamp: null",
                "managedFields: []",
                "selfLink: a",
                "deletionTimestamp: a",
                "deletionGracePeriodSeconds: 1",
                "annotations: {piqc.ai/version: a}",
                "annotations: {piqc.ai/description: a}",
                "annotations: {kubectl.kubernetes.io/last-applied-configuration: a}",
                "namespace: a",
                "generateName: a",
                "ownerReferences: []",
                "finalizers: []",
            })
    void this_alone_tells_the_cluster_form(String field) {
        ParsedSpec spec = parse("kind: ModelSpec\nmetadata: {name: b, " + field + "}\nstatus: {}\n");

        assertThat(spec.tree().has("status")).isFalse();
        assertThat(spec.tree().path("metadata").has(field.substring(0, field.indexOf(':'))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: a", "description: a"})
    void a_namespace_beside_a_field_that_no_cluster_takes_is_a_mistake_in_a_file(String field) {
        String text = "kind: ModelSpec\nmetadata: {namespace: a, " + field + "}\nstatus: {}\n";

        assertThat(parse(text).tree().toString()).contains("namespace", "status");
    }

    @Test
    void a_status_alone_is_an_unknown_field() {
        assertThat(parse(FILE_FORM + "status: {}\n").tree().has("status")).isTrue();
    }

    @Test
    void the_same_value_in_both_forms_is_no_conflict() {
        ParsedSpec spec =
                parse("kind: ModelSpec\nmetadata:\n  version: \"1\"\n  annotations: {piqc.ai/version: \"1\"}\n");

        assertThat(spec.findings()).isEmpty();
        assertThat(spec.tree().path("metadata").toString()).isEqualTo("{\"version\":\"1\"}");
    }

    @Test
    void different_values_in_the_two_forms_are_a_finding() {
        ParsedSpec spec =
                parse("kind: ModelSpec\nmetadata:\n  version: \"1\"\n  annotations: {piqc.ai/version: \"2\"}\n");

        assertThat(spec.findings()).extracting(Finding::rule).containsExactly("syntax/conflicting-forms");
    }

    @Test
    void metadata_that_is_no_object_is_left_to_the_schema() {
        assertThat(parse("kind: ModelSpec\nmetadata: [uid]\n").tree().toString())
                .isEqualTo("{\"kind\":\"ModelSpec\",\"metadata\":[\"uid\"]}");
        assertThat(parse("kind: ModelSpec\nmetadata: {uid: a, annotations: b}\n")
                        .tree()
                        .toString())
                .isEqualTo("{\"kind\":\"ModelSpec\",\"metadata\":{\"annotations\":\"b\"}}");
    }

    @Test
    void an_object_that_an_alias_shares_is_not_changed_elsewhere() {
        ParsedSpec spec = parse("kind: ModelSpec\nmetadata: &m {uid: a, name: b}\nspec: *m\n");

        assertThat(spec.tree().toString())
                .isEqualTo(
                        "{\"kind\":\"ModelSpec\",\"metadata\":{\"name\":\"b\"},\"spec\":{\"uid\":\"a\",\"name\":\"b\"}}");
    }

    @Test
    void documents_of_other_types_have_one_form_only() {
        SpecParser profiles = SpecParser.of(new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));
        ParsedSpec profile = (ParsedSpec) profiles.parse(Source.of("a.yaml", "kind: Profile\nmetadata: {uid: a}\n"))
                .get(0);

        assertThat(profile.tree().path("metadata").has("uid")).isTrue();
    }

    private static ParsedSpec parse(String text) {
        return (ParsedSpec)
                SpecParser.ofModelSpecs().parse(Source.of("a.yaml", text)).get(0);
    }
}
