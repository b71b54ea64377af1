package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }
}
