package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFinderTest {
    @TempDir
    private Path folder;

    @Test
    void filesOfAFolderComeInTheOrderOfTheirNames() throws IOException {
        write("b.yaml", "a/z.yml", "a/y.json", "a.modelspec.yaml", "c/d/e.YAML");

        assertThat(find("")).containsExactly("a/y.json?", "a/z.yml?", "a.modelspec.yaml", "b.yaml?", "c/d/e.YAML?");
    }

    @Test
    void argumentsComeInTheirOwnOrderAndOnce() throws IOException {
        write("b.yaml", "a.txt");

        assertThat(find("b.yaml", "a.txt", "b.yaml", "-")).containsExactly("b.yaml", "a.txt", "<stdin>");
    }

    @Test
    void onlyFilesThatCanHoldSpecsAreTakenFromFolders() throws IOException {
        write("a.yaml", "b.yaml.bak", "c.txt", "modelspec", ".hidden.modelspec.yaml", ".#a.modelspec.yaml");

        assertThat(find("")).containsExactly(".hidden.modelspec.yaml", "a.yaml?");
    }

    @Test
    void foldersOfToolsArePassedOverUnlessTheyAreNamed() throws IOException {
        write(
                ".git/a.yaml",
                "node_modules/b.yaml",
                "java/pom.xml",
                "java/target/c.yaml",
                "target/d.yaml",
                "rust/target/e.yaml");
        write("rust/Cargo.toml");

        assertThat(find("")).containsExactly("target/d.yaml?");
        assertThat(find("java/target", ".git")).containsExactly("java/target/c.yaml?", ".git/a.yaml?");
    }

    @Test
    void linksAreFollowedAndAFolderIsLookedIntoOnce() throws IOException {
        write("real/a.yaml", "elsewhere/b.yaml");
        Files.createSymbolicLink(folder.resolve("real/up"), folder);
        Files.createSymbolicLink(folder.resolve("real/again"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("real/link.yaml"), folder.resolve("elsewhere/b.yaml"));
        Files.createSymbolicLink(folder.resolve("real/more"), folder.resolve("elsewhere"));

        assertThat(find("real")).containsExactly("real/a.yaml?", "real/link.yaml?", "real/more/b.yaml?");
    }

    @Test
    void whatIsInTheWayIsSaid() throws Exception {
        Files.createSymbolicLink(folder.resolve("circle.yaml"), Path.of("circle.yaml"));
        Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("absent"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("absent"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.yaml").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(find("", "absent", "circle.yaml", "pipe.yaml"))
                .containsExactly(
                        "circle.yaml: its links lead in a circle",
                        "nowhere.yaml: there is no such file or folder",
                        "pipe.yaml: not a file or folder but a pipe, socket or device; to check what comes out of one,"
                                + " use `-` and redirect it",
                        "absent: there is no such file or folder",
                        "circle.yaml: its links lead in a circle",
                        "pipe.yaml: not a file or folder but a pipe, socket or device; to check what comes out of one,"
                                + " use `-` and redirect it");
    }

    @Test
    void anEmptyPathIsNotTheCurrentFolder() {
        InputFinder finder = new InputFinder(List.of(Path.of("")));

        assertThat(finder.next()).isInstanceOf(Input.Obstacle.class);
        assertThat(finder.hasNext()).isFalse();
    }

    /** Names relative to the folder; with a question mark where nobody promised that there are specs in it. */
    private List<String> find(String... paths) {
        List<String> found = new ArrayList<>();
        List<Path> arguments = Stream.of(paths)
                .map(path -> path.equals("-") ? Path.of(path) : folder.resolve(path))
                .toList();
        for (InputFinder finder = new InputFinder(arguments); finder.hasNext(); ) {
            Input input = finder.next();
            found.add(
                    input instanceof Input.Text text
                            ? text.name() + (text.expected() ? "" : "?")
                            : ((Input.Obstacle) input).unchecked().source() + ": "
                                    + ((Input.Obstacle) input).unchecked().reason());
        }
        return found.stream().map(name -> name.replace(folder + "/", "")).toList();
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x: y\n");
        }
    }
}
