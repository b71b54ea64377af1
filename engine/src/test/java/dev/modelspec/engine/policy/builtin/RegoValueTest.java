package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegoValueTest {
    @Test
    void theTextOfWasmIsReadAndWritten() {
        String dumped = "{\"a\": [1, 2.50, -1E+2], {1, \"x\"}: set(), null: {}, true: {\"b\": []}, [\"k\"]: {{1}}}";

        assertThat(RegoValue.parse(dumped).toText())
                .isEqualTo("{null:{},true:{\"b\":[]},\"a\":[1,2.50,-1E+2],[\"k\"]:{{1}},{1,\"x\"}:set()}");
    }

    @Test
    void controlCharactersAndAllOfUnicodeSurviveARoundTrip() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        RegoString string = new RegoString(all.toString());

        assertThat(RegoValue.parse(string.toText())).isEqualTo(string);
    }

    @Test
    void bytesWhichAreNotTextAreKept() {
        byte[] bytes = {
            'a', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82, (byte) 0xED, (byte) 0xA0, 0
        };

        assertThat(RegoString.ofBytes(bytes).bytes()).isEqualTo(bytes);
    }

    @Test
    void bytesWhichAreNotTextCannotBeHandedToWasm() {
        RegoString binary = RegoString.ofBytes(new byte[] {(byte) 0xFF});

        assertThatThrownBy(binary::toText).isInstanceOf(BuiltinFault.class).hasMessageContaining("not Unicode text");
    }

    @Test
    void valuesAreInTheOrderOfRego() {
        List<RegoValue> ordered = ((RegoArray)
                        RegoValue.parse("[null, false, true, -1, 0.5, 1, 10, 1e2, \"\", \"a\", \"b\", \"\uFFEE\","
                                + " \"\uD83D\uDCA5\", [], [1], [1, 0], [2], {}, {\"a\": 1}, {\"a\": 2}, {\"b\": 0}, set(),"
                                + " {1}, {1, 2}, {2}]"))
                .elements();
        List<RegoValue> reversed = new ArrayList<>(ordered);
        Collections.reverse(reversed);

        assertThat(new TreeSet<>(reversed)).containsExactlyElementsOf(ordered);
    }

    @Test
    void numbersAreEqualByValueAndKeepTheirText() {
        RegoValue one = RegoValue.parse("1");
        RegoValue alsoOne = RegoValue.parse("1.0");

        assertThat(one).isEqualTo(alsoOne).hasSameHashCodeAs(alsoOne);
        assertThat(alsoOne.toText()).isEqualTo("1.0");
        assertThat(RegoValue.parse("{1, 1.0, 10e-1}")).isEqualTo(RegoValue.parse("{1}"));
        assertThat(RegoValue.parse("0.1")).isNotEqualTo(RegoValue.parse("0.1000000000000000055511151231257827"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nul",
                "[1",
                "[1,]",
                "{1:}",
                "{1:2,3}",
                "\"a",
                "\"a\\",
                "\"\\u12",
                "1 2",
                "1.2.3",
                "-",
                "1e999999",
                "@"
            })
    void malformedTextIsRefused(String text) {
        assertThatThrownBy(() -> RegoValue.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
