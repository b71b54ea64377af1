package dev.modelspec.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void foldersAreMadeAndNothingElseIsLeft() throws IOException {
        WholeFile.write(folder.resolve("a/b/report.xml"), "new");

        assertThat(folder.resolve("a/b/report.xml")).hasContent("new");
        assertThat(folder.resolve("a/b")).isDirectoryNotContaining("glob:**.draft");
    }

    @Test
    void aFileKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        WholeFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatALinkLeadsToIsWritten() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
        Path toNothing = Files.createSymbolicLink(folder.resolve("to-nothing"), Path.of("later"));

        WholeFile.write(link, "new");
        WholeFile.write(toNothing, "also new");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
        assertThat(toNothing).isSymbolicLink();
        assertThat(folder.resolve("later")).hasContent("also new");
    }

    @Test
    void aDeviceIsWrittenToAndStays() throws IOException {
        WholeFile.write(Path.of("/dev/null"), "nobody reads this");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void whatCannotBeWrittenIsSaidAndLeftAsItIs() throws IOException {
        Path circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, Path.of("circle"));
        assertThatThrownBy(() -> WholeFile.write(circle, "x")).hasMessage("its links lead in a circle");
        assertThatThrownBy(() -> WholeFile.write(folder, "x")).hasMessage("it is a folder");

        Path file = Files.writeString(folder.resolve("file"), "old");
        try (WholeFile whole = WholeFile.open(file)) {
            whole.stream().write('x');
        }
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.draft");
    }
}
