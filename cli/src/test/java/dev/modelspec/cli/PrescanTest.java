package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrescanTest {
    private static final int CHUNK = 1 << 16;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: ModelSpec",
                "kind: modelspec",
                "a: b\n---\nkind: 'MODELSPEC'",
                "apiVersion: piqc.ai/v2",
                "apiVersion: PIQC.AI/v1alpha1",
                "kind: \"Model\\x53pec\"",
                "kind: \"Model\\\n  Spec\""
            })
    void aTextThatMayHoldASpecIsParsed(String text) {
        assertThat(Prescan.mayHoldSpecs(utf8(text))).isTrue();
    }

    @Test
    void aTextInAnotherEncodingIsParsed() {
        assertThat(Prescan.mayHoldSpecs("kind: ModelSpec".getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(Prescan.mayHoldSpecs("kind: ModelSpec".getBytes(Charset.forName("UTF-32BE"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kind: Deployment\napiVersion: apps/v1\n",
                "model: spec",
                "{{ .Values.x }}",
                "modelspe",
                "piqc.a"
            })
    void otherTextsAreNot(String text) {
        assertThat(Prescan.mayHoldSpecs(utf8(text))).isFalse();
    }

    @Test
    void aWordIsFoundWhereverItIsInALargeText() throws IOException {
        for (int at : new int[] {0, 1, CHUNK - 9, CHUNK - 5, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 8, 3 * CHUNK}) {
            byte[] text = utf8("x".repeat(at) + "ModelSpec" + "x".repeat(100));

            assertThat(Prescan.mentionsSpecs(new ByteArrayInputStream(text)))
                    .as("at %s", at)
                    .isTrue();
        }
        assertThat(Prescan.mentionsSpecs(new ByteArrayInputStream(utf8("x\\".repeat(3 * CHUNK)))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.yaml | '' | 1",
                "a.yaml | '# nothing' | 1",
                "a.yaml | 'a: b' | 1",
                "a.yaml | '---;a: b' | 1",
                "a.yaml | 'a: b;---;c: d' | 2",
                "a.yaml | 'a: b;---;# nothing;--- ;c: d;---;' | 2",
                "a.yaml | '--- a;--- b;--- # no' | 2",
                "a.yaml | 'a: |;  text;  ---;  more' | 1",
                "a.yaml | 'a: ---b;----;---c' | 1",
                "a.json | '[1];[2]' | 1"
            })
    void documentsAreCounted(String name, String text, int documents) {
        assertThat(Prescan.documents(name, utf8(text.replace(';', '\n')))).isEqualTo(documents);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
