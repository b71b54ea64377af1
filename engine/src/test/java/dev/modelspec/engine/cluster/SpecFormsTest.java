package dev.modelspec.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A spec in file form, in cluster form and back is the same spec, through text each time. */
class SpecFormsTest {
    /** Texts that a careless writer of YAML would turn into something else. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "no",
            "Null",
            "y",
            "~",
            "1.10",
            "1e3",
            "0x1F",
            "1_000",
            "12:30:00",
            "2026-11-25",
            "-",
            "- a",
            "? a",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "'a'",
            "\"a\"",
            "\\n",
            "{a}",
            "[a]",
            "|",
            ">",
            "---",
            "--- a",
            "...",
            "<<",
            "=",
            " a",
            "a ",
            "\ta",
            "a\tb",
            "a\nb",
            "a\nb\n",
            "a\nb\n\n",
            "\na",
            "a\n\nb",
            "a\n b",
            " a\nb",
            "a \nb",
            "a\r\nb",
            "a\rb",
            "\u0000\u0007\u001b[31m",
            "\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffe",
            "Grüße, 世界 👩‍🔬 \u202eabc",
            "key\n---\nkind: Other",
            "x".repeat(3000));

    private static final List<String> NUMBERS =
            List.of("1.10", "1e3", "1E+3", "-0.0", "0.000", "1e-7", "100.0", "1.5e300", "9223372036854775807", "-1");

    @Test
    void examplesComeBackAsTheyWere() {
        for (ParsedSpec example : Specs.examples()) {
            comesBack(example);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metadata/version",
                "/metadata/description",
                "/metadata/annotations/example.com~1runbook",
                "/spec/identity/model/id",
                "/spec/pipeline/dependencies/1",
                "/spec/pipeline/dependencies/2/id"
            })
    void everyTextComesBackInItsPlace(String place) {
        ObjectNode full = Specs.full().tree();
        for (String text : TEXTS) {
            comesBack(parsed(SpecMutants.with(full, JsonPointer.compile(place), StringNode.valueOf(text))
                    .document()));
        }
    }

    @Test
    void everyTextComesBackAsAName() {
        ObjectNode spec = Specs.full().tree().deepCopy();
        ObjectNode variables = spec.withObject("/spec/runtime/environment/variables");
        ObjectNode annotations = spec.withObject("/metadata/annotations");
        for (String text : TEXTS) {
            String name = text.substring(0, Math.min(1000, text.length()));
            variables.put(name, text);
            annotations.put(name, text);
        }
        comesBack(parsed(spec));
    }

    @Test
    void everyNumberComesBackWithAllItsDigits() {
        for (String number : NUMBERS) {
            String text = Specs.full().tree().toString().replace("\"memoryGb\":320", "\"memoryGb\":" + number);
            ParsedSpec spec = Specs.parse(text).get(0);
            assertThat(spec.tree().at("/spec/runtime/resources/memoryGb").decimalValue())
                    .isEqualByComparingTo(number);
            comesBack(spec);
        }
    }

    @Test
    @Tag("slow")
    void whatBreaksTheSchemaComesBackAsItWas() {
        ObjectNode full = Specs.full().tree();
        Stream<JsonNode> values = Stream.of(
                        "null", "true", "[]", "[[], {}, [1, {\"a\": []}], null]", "{}", "{\"\": {\"a\": {}}}")
                .map(text -> JsonMapper.shared().readTree(text));
        Stream.concat(
                        SpecMutants.dropped(full),
                        Stream.concat(
                                SpecMutants.extended(full, "unknown", full),
                                values.flatMap(value -> SpecMutants.replaced(full, value))))
                .filter(mutant ->
                        !mutant.place().toString().matches("/(apiVersion|kind|metadata|metadata/annotations)"))
                .forEach(mutant -> comesBack(parsed(mutant.document())));
    }

    @Test
    void severalDocumentsComeBackInTheirOrder() {
        List<ParsedSpec> specs = Specs.examples();
        String text = ManifestFormat.YAML.write(
                specs.stream().map(spec -> SpecForms.clusterForm(spec, null)).toList());

        assertThat(Specs.parse(text).stream().map(ParsedSpec::tree))
                .isEqualTo(specs.stream().map(ParsedSpec::tree).toList());
    }

    @Test
    void versionAndDescriptionAreAnnotationsBeforeThoseOfTheSpec() {
        assertThat(render(
                        "{name: a, version: \"1.10\", labels: {b: c}, annotations: {d: e}, description: Answers.}",
                        null))
                .isEqualTo("""
                        apiVersion: piqc.ai/v1alpha1
                        kind: ModelSpec
                        metadata:
                          name: a
                          labels:
                            b: c
                          annotations:
                            piqc.ai/version: "1.10"
                            piqc.ai/description: Answers.
                            d: e
                        """);
    }

    @Test
    void theNamespaceIsTheOneToldOrTheOneThatIsThere() {
        assertThat(render("{name: a}", "care")).contains("  name: a\n  namespace: care\n");
        assertThat(render("{name: a, namespace: here}", "care")).contains("namespace: care\n");
        assertThat(render("{name: a, namespace: here, finalizers: [f], uid: u}", null))
                .endsWith("""
                metadata:
                  name: a
                  namespace: here
                  finalizers:
                    - f
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name: a, annotations: {}}", "{name: a, uid: u, annotations: {}}"})
    void anEmptyMapOfAnnotationsStaysUnlessThereAreOthers(String metadata) {
        assertThat(render(metadata, null)).contains("annotations: {}");
        assertThat(render("{name: a, version: b, annotations: {}}", null))
                .contains("  annotations:\n    piqc.ai/version: b\n");
    }

    private static String render(String metadata, @Nullable String namespace) {
        ParsedSpec spec = Specs.parse("apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata: " + metadata + "\n")
                .get(0);
        return ManifestFormat.YAML.write(List.of(SpecForms.clusterForm(spec, namespace)));
    }

    private static ParsedSpec parsed(JsonNode document) {
        // In JSON, every character can be written in ASCII, also one that no text may have in it.
        String ascii = document.toString()
                .chars()
                .mapToObj(c -> c < 0x7F ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
        return Specs.parse(ascii).get(0);
    }

    private static void comesBack(ParsedSpec spec) {
        String cluster = ManifestFormat.YAML.write(List.of(SpecForms.clusterForm(spec, "care")));
        ParsedSpec there = Specs.parse(cluster).get(0);
        assertThat(there.findings()).as(cluster).isEmpty();
        String file = ManifestFormat.YAML.write(List.of(SpecForms.fileForm(there)));
        ParsedSpec back = Specs.parse(file).get(0);
        assertThat(back.findings()).as(file).isEmpty();
        assertThat(back.tree()).as(file).isEqualTo(spec.tree());
    }
}
