package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.governance.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecReferencesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeSpecs() throws IOException {
        write("prod/chat.yaml", "chat", "prod");
        write("prod/guard.yaml", "guard", "prod");
        write("dev/guard.yaml", "guard", "dev");
        write("shared/two.yaml", "first", "shared");
        Files.writeString(
                folder.resolve("shared/two.yaml"),
                Files.readString(folder.resolve("shared/two.yaml")) + "---\n" + spec("second", "shared"));
        write("shared/broken.yaml", "broken", "shared\n    team: shared");
        Files.writeString(folder.resolve("shared/other.yaml"), "kind: Deployment\nmetadata: {name: other}\n");
    }

    @Test
    void aNameIsLookedForInAllThatIsCheckedAndInTheOwnFolderFirst() {
        assertThat(team("guard", "prod/chat.yaml", "")).isEqualTo("prod");
        assertThat(team("guard", "dev/guard.yaml", "")).isEqualTo("dev");
        assertThat(team("guard", "shared/two.yaml", "")).isEqualTo("dev");
        assertThat(team("second", "prod/chat.yaml", "")).isEqualTo("shared");
        assertThat(team("guard", "prod/chat.yaml", "dev")).isEqualTo("dev");
        assertThat(team("nobody", "prod/chat.yaml", "")).isNull();
        assertThat(team("other", "prod/chat.yaml", "")).isNull();
    }

    @Test
    void aNameIsLookedForBesideAFileThatIsNamed() {
        assertThat(team("guard", "prod/chat.yaml", "prod/chat.yaml")).isEqualTo("prod");
        assertThat(team("second", "prod/chat.yaml", "prod/chat.yaml")).isNull();
    }

    @Test
    void aPathIsRelativeToTheFileThatHasIt() {
        assertThat(team("guard.yaml", "prod/chat.yaml", "prod/chat.yaml")).isEqualTo("prod");
        assertThat(team("./guard.yaml", "prod/chat.yaml", "prod/chat.yaml")).isEqualTo("prod");
        assertThat(team("../dev/guard.yaml", "prod/chat.yaml", "prod/chat.yaml"))
                .isEqualTo("dev");
        assertThat(team("../shared/two.yaml", "prod/chat.yaml", "prod/chat.yaml"))
                .isEqualTo("shared");
        assertThat(team("nobody.yaml", "prod/chat.yaml", "prod/chat.yaml")).isNull();
        assertThat(team("../dev", "prod/chat.yaml", "prod/chat.yaml")).isNull();
        assertThat(team(folder.resolve("dev/guard.yaml").toString(), "prod/chat.yaml", ""))
                .isNull();
        assertThat(team("https://example.com/guard.yaml", "prod/chat.yaml", "")).isNull();
        assertThat(team("nul\0.yaml", "prod/chat.yaml", "")).isNull();
    }

    @Test
    void aSpecWhoseTextIsNotRightIsNotFound() {
        assertThat(team("broken", "shared/two.yaml", "")).isNull();
        assertThat(team("broken.yaml", "shared/two.yaml", "")).isNull();
    }

    private @Nullable String team(String specRef, String from, String checked) {
        Dependency found = new SpecReferences(List.of(folder.resolve(checked)))
                .resolve(specRef, folder.resolve(from).toString());
        return found == null ? null : found.tree().at("/metadata/labels/team").asString();
    }

    private void write(String file, String name, String team) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, spec(name, team));
    }

    private static String spec(String name, String team) {
        return "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\nmetadata:\n  name: " + name + "\n  labels:\n    team: "
                + team + "\n";
    }
}
