package dev.modelspec.engine.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PolicyModuleTest {
    /** {@code (module (func (loop (br 0))) (start 0))}. */
    private static final byte[] ENDLESS = HexFormat.of()
            .parseHex("0061736d01000000" + "01040160" + "0000" + "03020100" + "080100" + "0a09010700" + "03400c000b0b");

    @Test
    void wasmThatNeverStartsIsGivenUp() {
        PolicyModule module = PolicyModule.compile(ENDLESS, null);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> module.requireEntrypoint("modelspec/main/report", Duration.ofMillis(100)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("it takes longer than 100 ms to start");
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
