package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHashTest {
    @Test
    void jsonIsHashedByItsValue() {
        assertThat(canonical("{\"b\" : [1.0, {\"d\":null,\"c\":\"\\u00e4\"}], \"a\":true}"))
                .isEqualTo("{\"a\":true,\"b\":[1.0,{\"c\":\"ä\",\"d\":null}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE", "UTF-16LE", "ISO-8859-1"})
    void otherEncodingsAreRefusedOrNoJson(String encoding) {
        byte[] text = "{\"ä\":1}".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> FileHash.of("data.json", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its data.json is not ");
    }

    @Test
    void namesStandInTheOrderOfCodePoints() {
        assertThat(canonical("{\"\\uffee\":1,\"\\ud83d\\ude00\":2,\"ab\":3,\"a\":4,\"\":5}"))
                .isEqualTo("{\"\":5,\"a\":4,\"ab\":3,\"\uffee\":1,\"\ud83d\ude00\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\\ud800\": 2}",
                "{\"\\udc00a\": 2}",
                "[\"\\udc00\"]",
                "\"\\ud800\\ud83d\\ude00\"",
                "\"\\ud83d\\ude00\\ude00\""
            })
    void halfASurrogatePairIsRefused(String json) {
        assertThatThrownBy(() -> canonical(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its data.json is not JSON: ")
                .hasMessageContaining("surrogate");
    }

    @Test
    void namesThatAreTheSameToWhoeverHashesThemAreRefused() {
        assertThatThrownBy(() -> canonical("{\"a\": 1, \"\\u0061\": 2}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("its data.json is not JSON: ");
    }

    /** To hash a text once for each level would take minutes. */
    @Test
    void whatIsDeepAndLargeIsHashedInOnePass() {
        String text = ("\"" + "x".repeat(1_000_000) + "\",").repeat(20);
        String deep = "[".repeat(490) + text.substring(0, text.length() - 1) + "]".repeat(490);

        assertThat(FileHash.of("data.json", deep.getBytes(StandardCharsets.UTF_8)))
                .hasSize(64);
        assertThat(canonical(deep)).isEqualTo(deep);
    }

    private static String canonical(String json) {
        return FileHash.canonical("data.json", json.getBytes(StandardCharsets.UTF_8));
    }
}
