package dev.modelspec.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports as they are to be. {@code -Dgolden.update=true} writes them anew; read what changed before committing it. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/dev/modelspec/audit/format/golden");

    private Golden() {}

    /** Asserts that a report is, byte by byte, what the file says. */
    public static void assertMatches(String file, String actual) {
        Path golden = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
