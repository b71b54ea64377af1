package dev.modelspec.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTableTest {
    @Test
    void givesBackWhatItWasGivenAsOftenAsItWasGiven() {
        var random = new Random(7);
        var table = new FingerprintTable();
        List<String> given = new ArrayList<>();
        given.add("0".repeat(32));
        for (int i = 0; i < 50_000; i++) {
            given.add(String.format("%016x", random.nextLong() >>> 40) + "0".repeat(16));
        }
        given.forEach(print -> table.add(print, print.hashCode() & 0xff));
        assertThat(table.left()).isEqualTo(given.size());
        Collections.shuffle(given, random);
        for (String print : given) {
            assertThat(table.take(print)).isGreaterThanOrEqualTo(0);
        }
        assertThat(table.left()).isZero();
        assertThat(table.take(given.get(0))).isNegative();
        assertThat(table.take("f".repeat(32))).isNegative();
    }

    @Test
    void keepsTheSmallestNumber() {
        var table = new FingerprintTable();
        table.add("a".repeat(32), 5);
        table.add("a".repeat(32), 2);
        assertThat(table.take("a".repeat(32))).isEqualTo(2);
    }
}
