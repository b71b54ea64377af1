package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final List<Path> FILES = List.of(Path.of("pom.xml"), Path.of("absent"));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aBarShowsHowMuchIsDone() {
        assertThat(Progress.line(0, 12_000)).isEqualTo("[..............................] 0 of 12,000 files");
        assertThat(Progress.line(3000, 12_000)).isEqualTo("[#######.......................] 3,000 of 12,000 files");
        assertThat(Progress.line(12_000, 12_000)).isEqualTo("[##############################] 12,000 of 12,000 files");
    }

    @Test
    void withoutATotalThereIsNoBar() {
        assertThat(Progress.line(1234, -1)).isEqualTo("1,234 files checked");
    }

    @Test
    void aFileThatCameLaterBreaksNothing() {
        assertThat(Progress.line(11, 10)).isEqualTo("11 files checked");
    }

    @Test
    void peopleSeeItWhenARunTakesLong() throws InterruptedException {
        run(true, Map.of(), Duration.ZERO);

        assertThat(shown()).startsWith("\r\u001b[K1 files checked").endsWith("\r\u001b[K");
    }

    @Test
    void nobodySeesItWhenARunIsShort() throws InterruptedException {
        run(true, Map.of(), Duration.ofMinutes(1));

        assertThat(shown()).isEmpty();
    }

    @Test
    void filesAndSimpleTerminalsDoNotGetIt() throws InterruptedException {
        run(false, Map.of(), Duration.ZERO);
        run(true, Map.of("TERM", "dumb"), Duration.ZERO);

        assertThat(shown()).isEmpty();
    }

    private void run(boolean terminal, Map<String, String> environment, Duration patience) throws InterruptedException {
        Console console = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                terminal);
        Progress progress = new Progress(console, FILES, patience);
        for (int i = 0; i < 3; i++) {
            Thread.sleep(2);
            progress.step();
        }
        progress.hide();
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
