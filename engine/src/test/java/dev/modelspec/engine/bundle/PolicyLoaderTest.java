package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused of folders and files; of what comes from servers, {@link FetchedBundlesTest} tells. */
class PolicyLoaderTest {
    @TempDir
    private Path folder;

    private final RegoToolchain toolchain = new RegoToolchain();
    private final PolicyLoader loader =
            new PolicyLoader(new CustomPolicies(toolchain, null), null, Clock.systemUTC(), warning -> {});

    @AfterEach
    void stop() {
        toolchain.close();
    }

    @Test
    void aFolderCannotBeVerified() throws GeneralSecurityException {
        var wanted = new Verification(Keys.pair("EC:secp256r1").getPublic(), null, null);

        assertThatThrownBy(() -> loader.load(new PolicyOrigin(folder.toString(), wanted, null, null)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The policies in " + folder
                        + " are refused: a folder is not signed and has no digest, and one of them is asked for; make a"
                        + " bundle of it with: modelspec bundle build");
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> loader.load(PolicyOrigin.of(folder + "/none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The policies in " + folder
                        + "/none cannot be used: there is no such folder, and no such file");
    }

    @Test
    void aBundleWithoutPoliciesIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("b.tar.gz"), Archives.bundle(Map.of("readme.md", "Hello.")));

        assertRefused(
                file.toString(),
                () -> loader.load(PolicyOrigin.of(file.toString())),
                "it has neither Rego nor catalog.json with policy.wasm; make one with: modelspec bundle build");
    }

    @Test
    void aBundleWhoseCompiledPoliciesAreDamagedIsRefused() throws IOException {
        Path file = folder.resolve("b.tar.gz");
        String place = file.toString();
        Files.write(file, Archives.bundle(Map.of("catalog.json", "{\"rules\": [{}]}", "policy.wasm", "")));
        assertThatThrownBy(() -> loader.load(PolicyOrigin.of(place)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Bundle " + place + " is refused: its catalog.json is no catalogue of rules: ");
        Files.write(file, Archives.bundle(Map.of("catalog.json", "{\"rules\": []}", "policy.wasm", "no wasm")));
        assertThatThrownBy(() -> loader.load(PolicyOrigin.of(place)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Bundle " + place + " is refused: its policy.wasm cannot be used: ");
        for (String twice : List.of("99999999999", "\"x\"")) {
            Files.write(
                    file,
                    Archives.bundle(Map.of(
                            ".manifest",
                            "{\"metadata\": {\"modelspec\": {\"format\": " + twice + "}}}",
                            "catalog.json",
                            "{\"rules\": []}",
                            "policy.wasm",
                            "")));
            assertThatThrownBy(() -> loader.load(PolicyOrigin.of(place)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageEndingWith(" is newer than 1, the newest that is known here; use a newer modelspec");
        }
        Files.write(
                file,
                Archives.bundle(Map.of(
                        ".manifest", "{\"metadata\": {\"modelspec\": {\"format\": 2}}}",
                        "catalog.json", "{\"rules\": []}",
                        "policy.wasm", "")));
        assertRefused(
                place,
                () -> loader.load(PolicyOrigin.of(place)),
                "its format 2 is newer than 1, the newest that is known here; use a newer modelspec");
    }

    private static void assertRefused(String origin, ThrowingCallable loading, String why) {
        assertThatThrownBy(loading)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle " + origin + " is refused: " + why);
    }
}
