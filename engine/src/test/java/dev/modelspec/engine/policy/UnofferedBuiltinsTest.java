package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UnofferedBuiltinsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| not offered \\|");

    @Test
    void whatIsRefusedIsWhatTheDocumentationSaysIsNotOffered() throws IOException {
        String table = Files.readString(Path.of("../docs/builtins.md"));

        assertThat(ROW.matcher(table).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(UnofferedBuiltins.NAMES);
    }
}
