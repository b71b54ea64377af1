package dev.modelspec.webhook.decisionlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {
    private static final int SEGMENT = 20;

    @TempDir
    private Path parent;

    private Path folder = Path.of("");

    @BeforeEach
    void chooseAFolder() {
        folder = parent.resolve("spill");
    }

    private Spill open() {
        return Spill.open(folder, 100, SEGMENT);
    }

    /** Lines of eight bytes. */
    private static List<byte[]> lines(String... names) {
        return Arrays.stream(names)
                .map(name -> ("{\"" + name + "\":1}\n").getBytes(UTF_8))
                .toList();
    }

    private static List<String> drained(Spill spill) throws IOException {
        var names = new ArrayList<String>();
        for (SpillSegment first = spill.first(); first != null; first = spill.first()) {
            first.read().forEach(line -> names.add(new String(line, UTF_8).substring(2, 3)));
            spill.remove(first);
        }
        return names;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void linesComeOutInOrder() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("c"));
            spill.append(lines("d", "e"));
            spill.prepend(lines("b"));
            spill.append(lines("f"));
            spill.prepend(lines("a"));

            assertThat(spill.lines()).isEqualTo(6);
            assertThat(spill.bytes()).isEqualTo(48);
            assertThat(drained(spill)).containsExactly("a", "b", "c", "d", "e", "f");
            assertThat(spill.isEmpty()).isTrue();
        }
        assertThat(segments()).isEmpty();
    }

    @Test
    void linesAreThereAfterARestart() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("b", "c"));
            spill.append(lines("d"));
            spill.prepend(lines("a"));
        }
        try (Spill spill = open()) {
            spill.append(lines("e"));
            assertThat(spill.lines()).isEqualTo(5);
            assertThat(drained(spill)).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void aSegmentThatIsBeingDeliveredIsNotAppendedTo() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("a"));
            SpillSegment first = Objects.requireNonNull(spill.first());
            spill.append(lines("b"));
            spill.remove(first);

            assertThat(drained(spill)).containsExactly("b");
        }
    }

    @Test
    void whatACrashToreIsPassedOver() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("a", "b"));
        }
        Files.write(segments().get(0), "{\"c\":".getBytes(UTF_8), StandardOpenOption.APPEND);
        try (Spill spill = open()) {
            assertThat(spill.lines()).isEqualTo(2);
            spill.append(lines("d"));
            assertThat(drained(spill)).containsExactly("a", "b", "d");
        }
    }

    @Test
    void zerosOfAPowerCutArePassedOver() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("a"));
        }
        Files.write(segments().get(0), new byte[] {0, 0, 0, '\n', 0}, StandardOpenOption.APPEND);
        try (Spill spill = open()) {
            assertThat(drained(spill)).containsExactly("a");
        }
    }

    @Test
    void aFullSpillKeepsNothingOfWhatItRefuses() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"));
            assertThatThrownBy(() -> spill.append(lines("l", "m")))
                    .isInstanceOf(Spill.FullException.class)
                    .hasMessage(folder + " is full: it holds 100 bytes at most");
            spill.append(lines("l"));
            assertThat(drained(spill)).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
            spill.append(lines("m", "n"));
            assertThat(drained(spill)).containsExactly("m", "n");
        }
    }

    @Test
    void theOldestLineSaysSinceWhenItWaits() throws IOException {
        String line = "{\"timestamp\":\"2026-11-25T09:30:00Z\"}\n";
        try (Spill spill = Spill.open(folder, 1_000, 100)) {
            assertThat(spill.oldest()).isNull();
            spill.append(List.of(line.getBytes(UTF_8)));
        }
        try (Spill spill = Spill.open(folder, 1_000, 100)) {
            assertThat(spill.oldest()).isEqualTo(Instant.parse("2026-11-25T09:30:00Z"));
        }
    }

    @Test
    void onlyTheOwnerCanLookInside() throws IOException {
        try (Spill spill = open()) {
            spill.append(lines("a"));
            spill.setAside(lines("b").get(0));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (Path file : segments()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void twoCannotHaveTheSameFolder() {
        try (Spill first = open()) {
            assertThat(first.isEmpty()).isTrue();
            assertThatThrownBy(this::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "The folder " + folder
                                    + " for decisions cannot be used: another process uses it; each replica needs a folder of its own");
        }
        open().close();
    }

    @Test
    void aFolderInAFolderThatDoesNotExistIsRefused() {
        folder = parent.resolve("a/b");
        assertThatThrownBy(this::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The folder " + folder + " for decisions cannot be used: it or its folder does not exist");
    }

    @Test
    void otherFilesInTheFolderAreLeftAlone() throws IOException {
        Files.createDirectory(folder);
        Path other = Files.writeString(folder.resolve("decisions-note.ndjson"), "{}\n");
        try (Spill spill = open()) {
            assertThat(spill.isEmpty()).isTrue();
        }
        assertThat(other).hasContent("{}");
    }
}
