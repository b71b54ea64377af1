package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts are UTF-8, and anything else is told apart with its place. */
class EncodingTest {
    private static final String SPEC = """
        apiVersion: piqc.ai/v1alpha1
        kind: ModelSpec
        metadata:
          name: grüße
        spec:
          identity:
            model:
              id: mistral-7b
              family: mistral
              task: chat-completion
              framework: transformers
          runtime:
            accelerator:
              vendor: nvidia
              type: a10
              count: 0
        """;

    @Test
    void a_utf8_byte_order_mark_changes_nothing() {
        byte[] marked = ("\uFEFF" + SPEC).getBytes(StandardCharsets.UTF_8);

        assertThat(DocumentText.of(new Source("a.yaml", marked)))
                .isEqualTo(DocumentText.of(Source.of("a.yaml", SPEC)))
                .contains("16:14-16:15 schema/range");
    }

    @Test
    void a_byte_order_mark_before_json_changes_nothing() {
        String json = "{\"apiVersion\": 1}";

        assertThat(DocumentText.of(Source.of("a.json", "\uFEFF" + json)))
                .isEqualTo(DocumentText.of(Source.of("a.json", json)));
    }

    @Test
    void windows_line_ends_change_nothing() {
        assertThat(DocumentText.of(Source.of("a.yaml", SPEC.replace("\n", "\r\n"))))
                .isEqualTo(DocumentText.of(Source.of("a.yaml", SPEC)));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, yes, UTF-16 (little endian)",
        "UTF-16BE, yes, UTF-16 (big endian)",
        "UTF-32LE, yes, UTF-32 (little endian)",
        "UTF-32BE, yes, UTF-32 (big endian)",
        "UTF-16LE, no, UTF-16",
        "UTF-16BE, no, UTF-16",
        "UTF-32LE, no, UTF-32",
        "UTF-32BE, no, UTF-32",
    })
    void another_unicode_encoding_is_named(String encoding, String mark, String name) {
        byte[] bytes = ((mark.equals("yes") ? "\uFEFF" : "") + SPEC).getBytes(Charset.forName(encoding));

        assertThat(DocumentText.of(new Source("a.yaml", bytes))).isEqualTo("""
            document 1: unreadable, about a spec
              1:1-1:1 syntax/encoding, DENY, HIGH: Not UTF-8
                at the document
                This file is in %s; specs are read as UTF-8.
                > Save the file as UTF-8.
            """.formatted(name));
    }

    @Test
    void latin_1_is_found_at_its_first_special_letter() {
        byte[] bytes = SPEC.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(DocumentText.of(new Source("a.yaml", bytes))).isEqualTo("""
            document 1: unreadable, about a spec
              4:11-4:11 syntax/encoding, DENY, HIGH: Not UTF-8
                at the document
                The byte 0xFC at this place is not UTF-8.
                > Save the file as UTF-8. It may be in an older encoding such as Windows-1252 or Latin-1.
            """);
    }

    @Test
    void the_place_is_right_behind_emoji_and_a_byte_order_mark() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\uFEFFa: 🤖🤖 ".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);

        assertThat(DocumentText.of(new Source("a.yaml", bytes.toByteArray()))).contains("1:7-1:7 syntax/encoding");
    }

    @Test
    void a_replacement_character_that_is_really_there_is_text() {
        assertThat(DocumentText.of(Source.of("a.yaml", SPEC.replace("grüße", "gr\uFFFD"))))
                .isEqualTo(DocumentText.of(Source.of("a.yaml", SPEC)));
    }

    @Test
    void a_control_character_is_found_at_its_place() {
        assertThat(DocumentText.of(Source.of("a.yaml", SPEC.replace("grüße", "gr\u0007"))))
                .isEqualTo("""
                    document 1: unreadable, about a spec
                      4:11-4:12 syntax/control-character, DENY, HIGH: A character that must not be there
                        at the document
                        The control character U+0007 is not allowed here.
                        > Remove it. Inside double quotes it can be written as an escape, such as "\\u0007".
                    """);
    }

    @Test
    void an_emoji_may_stand_anywhere_in_a_long_text() {
        // The YAML parser reads in pieces; no piece may end between the two halves of an emoji.
        for (int length = 4080; length < 4110; length++) {
            String text = "# " + "a".repeat(length) + "🤖\n" + SPEC.replace("name: grüße", "{name: a}");
            assertThat(DocumentText.of(Source.of("a.yaml", text))).contains("17:14-17:15 schema/range");
        }
    }
}
