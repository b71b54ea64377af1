package dev.modelspec.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.testing.NewRule;
import dev.modelspec.testing.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PolicyTestsTest {
    @TempDir
    private Path folder;

    @Test
    void theTestsOfAFolderAreTestsOfJunit() throws IOException {
        NewRule.write(folder, RuleId.of("team/label"), "organisation");

        assertThat(outcomes())
                .containsOnlyKeys(
                        "modelspec.rules.team.label_test/test_fail_without_the_label",
                        "modelspec.rules.team.label_test/test_success_with_the_label",
                        "team/label/names a team",
                        "team/label/names no team")
                .allSatisfy((name, thrown) -> assertThat(thrown).isNull());
    }

    @Test
    void whatFailsThrowsWithItsPlace() throws IOException {
        NewRule.write(folder, RuleId.of("team/label"), "organisation");
        Path test = folder.resolve("rules/team/label/label_test.rego");
        Files.writeString(test, Files.readString(test) + "\ntest_fail_always if 1 + 1 == 3\n");

        assertThat(outcomes().get("modelspec.rules.team.label_test/test_fail_always"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("label_test.rego")
                .hasMessageContaining("1 + 1 == 3");
    }

    @Test
    void aFolderWithoutTestsIsRefused() throws IOException {
        NewRule.write(folder, RuleId.of("team/label"), "organisation");
        Files.delete(folder.resolve("rules/team/label/label_test.rego"));
        Files.delete(folder.resolve("rules/team/label/suite.yaml"));

        assertThat(catchThrowable(() -> PolicyTests.in(folder)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There are no tests in " + folder);
    }

    /** What each test throws, by container and name; null if it passes. */
    private SortedMap<String, @Nullable Throwable> outcomes() {
        var outcomes = new TreeMap<String, @Nullable Throwable>();
        PolicyTests.in(folder)
                .forEach(container -> ((DynamicContainer) container)
                        .getChildren()
                        .forEach(test -> outcomes.put(
                                container.getDisplayName() + "/" + test.getDisplayName(), thrownBy(test))));
        return outcomes;
    }

    private static @Nullable Throwable thrownBy(DynamicNode test) {
        return catchThrowable(() -> ((DynamicTest) test).getExecutable().execute());
    }
}
