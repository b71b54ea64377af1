package dev.modelspec.engine.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyModuleTest {
    /** {@code (module (func (loop (br 0))) (start 0))}. */
    private static final byte[] ENDLESS = HexFormat.of()
            .parseHex("0061736d01000000" + "01040160" + "0000" + "03020100" + "080100" + "0a09010700" + "03400c000b0b");

    /** {@code (module (func (local i32) (local.set 0 (local.get 0)) …) (start 0))}, with more than the JVM takes in one method. */
    private static byte[] large(String last) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(HexFormat.of().parseHex("01017f"));
        for (int i = 0; i < 60_000; i++) {
            body.writeBytes(HexFormat.of().parseHex("20002100"));
        }
        body.writeBytes(HexFormat.of().parseHex(last));
        body.write(0x0b);
        var function = new ByteArrayOutputStream();
        function.write(1);
        function.writeBytes(unsigned(body.size()));
        function.writeBytes(body.toByteArray());
        var module = new ByteArrayOutputStream();
        module.writeBytes(HexFormat.of().parseHex("0061736d01000000" + "010401600000" + "03020100" + "080100" + "0a"));
        module.writeBytes(unsigned(function.size()));
        module.writeBytes(function.toByteArray());
        return module.toByteArray();
    }

    /** In LEB128. */
    private static byte[] unsigned(int value) {
        var bytes = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.write(rest | 0x80);
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    /** With {@code br_if}, {@code br_table} and {@code return_call}. */
    @ParameterizedTest
    @ValueSource(strings = {"034041010d000b", "034041000e00000b", "1200"})
    void whatIsTooLargeForTheJvmAndCouldNotBeEndedIsNotUsed(String loop) {
        byte[] wasm = large(loop);

        assertThatThrownBy(() -> PolicyModule.compile(wasm, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its function 0 is too large for the JVM and has a loop, and so could not be ended when it"
                        + " takes too long; divide the rule that it is of");
    }

    /** With {@code br}, and without a loop. */
    @Test
    void whatIsTooLargeForTheJvmIsInterpreted() {
        assertNeverStarts(PolicyModule.compile(large("03400c000b"), null));
        assertThat(PolicyModule.compile(large(""), null).rules()).isEmpty();
    }

    @Test
    void wasmThatNeverStartsIsGivenUp() {
        assertNeverStarts(PolicyModule.compile(ENDLESS, null));
    }

    private static void assertNeverStarts(PolicyModule module) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> module.requireEntrypoint("modelspec/main/report", Duration.ofMillis(100)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("it takes longer than 100 ms to start");
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
