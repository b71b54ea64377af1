package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FingerprintTest {
    private static final JsonNode TREE =
            JsonMapper.shared().readTree("{\"steps\": [{\"id\": \"a\"}, {\"id\": \"b\", \"x\": 1}, 7], \"9\": {}}");
    private static final JsonNode MOVED =
            JsonMapper.shared().readTree("{\"steps\": [{\"id\": \"new\"}, {\"id\": \"a\"}, {\"id\": \"b\"}, 7]}");

    @Test
    void anItemWithANameIsKnownByIt() {
        assertThat(of(TREE, "steps", 1, "x")).isEqualTo(of(MOVED, "steps", 2, "x"));
        assertThat(of(TREE, "steps", 1, "x")).isNotEqualTo(of(TREE, "steps", 0, "x"));
    }

    @Test
    void anItemWithoutANameIsKnownByItsPlace() {
        assertThat(of(TREE, "steps", 2)).isNotEqualTo(of(MOVED, "steps", 3));
    }

    @Test
    void whatIsNotThereHasAFingerprintToo() {
        assertThat(of(TREE, "steps", 99, "x", "y")).isNotEqualTo(of(TREE, "steps", 98, "x", "y"));
        assertThat(of(TREE, "9", "x")).matches("[0-9a-f]{32}");
        assertThat(of(TREE, "steps", "-1")).matches("[0-9a-f]{32}");
    }

    /** Baselines are written with it: it must never change within a version. */
    @Test
    void staysAsItIs() {
        assertThat(of(TREE, "steps", 1, "x")).isEqualTo("85939a1725056d62517e36ec71ead1a9");
    }

    private static String of(JsonNode tree, Object... path) {
        return Fingerprint.of("a/rule", "care", "chat", tree, List.of(path));
    }
}
