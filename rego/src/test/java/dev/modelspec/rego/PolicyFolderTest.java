package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFolderTest {
    @TempDir
    private Path folder;

    @Test
    void passesOverHiddenFilesAndWhatMavenBuilt() throws IOException {
        write("a.rego");
        write(".git/b.rego");
        write("sub/pom.xml");
        write("sub/target/c.rego");
        write("sub/d.rego");
        write("target/e.rego");
        write("f_test.rego");

        assertThat(PolicyFolder.read(folder, "p")).containsOnlyKeys("p/a.rego", "p/sub/d.rego", "p/target/e.rego");
        assertThat(PolicyFolder.readTests(folder, "p")).containsOnlyKeys("p/f_test.rego");
    }

    @Test
    void linksAreFollowed() throws IOException {
        write("real/a.rego");
        write("elsewhere/b.rego");
        write("elsewhere/sub/e.rego");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("real/c.rego"), folder.resolve("elsewhere/b.rego"));
        Files.createSymbolicLink(folder.resolve("real/d"), folder.resolve("elsewhere"));

        assertThat(PolicyFolder.files(link, name -> true))
                .containsExactly(
                        link.resolve("a.rego"),
                        link.resolve("c.rego"),
                        link.resolve("d/b.rego"),
                        link.resolve("d/sub/e.rego"));
    }

    @ParameterizedTest
    @CsvSource({"a/up,..,a/up", "a/here,.,a/here", "a/b/up,../..,a/b/up"})
    void linksThatLeadBackAreRefused(String link, String target, String named) throws IOException {
        write("a/b/c.rego");
        Files.createSymbolicLink(folder.resolve(link), Path.of(target));

        assertThatThrownBy(() -> PolicyFolder.files(folder, name -> true))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve(named) + " is a link to a folder that it is in itself: remove it");
    }

    @Test
    void linksThatLeadInACircleAreRefused() throws IOException {
        write("here/a/one.rego");
        write("there/two.rego");
        Files.createSymbolicLink(folder.resolve("here/a/on"), folder.resolve("there"));
        Files.createSymbolicLink(folder.resolve("there/on"), folder.resolve("here/a"));

        assertThatThrownBy(() -> PolicyFolder.files(folder.resolve("here"), name -> true))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("here/a/on/on") + " is a link to a folder that it is in itself: remove it");
    }

    @Test
    void whatIsNoFileIsPassedOver() throws Exception {
        write("a.rego");
        Files.createSymbolicLink(folder.resolve("dangling.yaml"), folder.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve(".#a.rego"), folder.resolve("lock-of-an-editor"));
        run("mkfifo pipe");

        assertThat(PolicyFolder.files(folder, name -> true)).containsExactly(folder.resolve("a.rego"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -s nowhere rule.rego", "mkfifo rule.rego", "ln -s /dev/null rule.rego"})
    void regoThatCannotBeReadIsNotPassedOver(String make) throws Exception {
        write("a.rego");
        run(make);

        assertThatThrownBy(() -> PolicyFolder.read(folder, "p"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rule.rego is no file, or a link to none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -s nowhere data.json", "mkfifo data.yaml", "ln -s nowhere suite.yaml"})
    void dataAndSuitesThatCannotBeReadAreNotPassedOver(String make) throws Exception {
        run(make);

        assertThatThrownBy(() -> PolicyFolder.files(folder, name -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(" is no file, or a link to none");
    }

    @Test
    void regoWithAnotherEndingIsNotPassedOver() throws IOException {
        write("a.REGO");

        assertThatThrownBy(() -> PolicyFolder.files(folder, name -> true))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("a.REGO") + " is not read by OPA: its name must end in .rego");
    }

    @Test
    void aFileWhoseNameCannotBeReadIsNotPassedOver() throws Exception {
        run("touch \"$(printf 'a\\377.rego')\"");

        assertThatThrownBy(() -> PolicyFolder.files(folder, name -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its name is not in the encoding of this locale");
    }

    private void run(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
