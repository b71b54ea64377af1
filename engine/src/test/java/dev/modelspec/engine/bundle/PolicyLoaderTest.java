package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.PartDifference;
import dev.modelspec.engine.governance.PolicyParts;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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

    @Test
    void whatWasCompiledOfOtherRegoIsADifference() throws IOException {
        SortedMap<String, byte[]> files = built("true");
        Path one = Files.write(folder.resolve("one.tar.gz"), BundleWriter.write(files));
        files.put("policy.wasm", built("false").get("policy.wasm"));
        Path other = Files.write(folder.resolve("other.tar.gz"), BundleWriter.write(files));
        rule("true");

        for (Path honest : List.of(one, folder.resolve("policies"))) {
            assertThat(PolicyParts.differences(parts(honest), parts(one))).isEmpty();
            assertThat(PolicyParts.differences(parts(honest), parts(other)))
                    .containsExactly(new PartDifference(
                            PartDifference.Kind.COMPILED, "policy.wasm", PartDifference.Change.CHANGED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelspec", "params", "asked"})
    void dataWithANameThatIsTakenAreRefused(String taken) throws IOException {
        SortedMap<String, byte[]> files = built("true");
        files.put("data.json", ("{\"" + taken + "\": {}}").getBytes(StandardCharsets.UTF_8));
        Path file = Files.write(folder.resolve("b.tar.gz"), BundleWriter.write(files));

        assertRefused(
                file.toString(),
                () -> loader.load(PolicyOrigin.of(file.toString())),
                "its data.json has `" + taken + "` at the top, which is taken");
    }

    @Test
    void aCatalogueWithARuleTwiceIsRefused() throws IOException {
        SortedMap<String, byte[]> files = built("true");
        ObjectNode catalog = (ObjectNode) BundleJson.MAPPER.readTree(files.get("catalog.json"));
        ArrayNode rules = (ArrayNode) catalog.required("rules");
        rules.add(rules.get(0));
        files.put("catalog.json", BundleJson.MAPPER.writeValueAsBytes(catalog));
        Path file = Files.write(folder.resolve("b.tar.gz"), BundleWriter.write(files));

        assertRefused(
                file.toString(),
                () -> loader.load(PolicyOrigin.of(file.toString())),
                "its catalog.json is no catalogue of rules: it has a rule twice");
    }

    @Test
    void aProfileThatOpaTakesForDataIsRefused() throws IOException {
        rule("true");
        Files.createDirectories(folder.resolve("policies/profiles"));
        Files.writeString(folder.resolve("policies/profiles/data.yaml"), "");

        assertThatThrownBy(() -> loader.load(PolicyOrigin.of(folder + "/policies")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("OPA takes profiles/data.yaml for data; give the profile another name");
    }

    @Test
    void whatIsWrongWithAProfileOfAFolderIsToldWithItsPath() throws IOException {
        Path file = folder.resolve("policies/profiles/acme.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: acme}
                spec: {rules: {no/such: {level: deny}}}
                """);
        var policies = loader.load(PolicyOrigin.of(folder + "/policies"));

        assertThatThrownBy(() ->
                        Governance.builder().policies(policies).profile("acme").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Profile " + file + " is wrong:\n  " + file + ":4:16: ");
    }

    @Test
    void dataThatAreTooLargeAreSaidSo() throws IOException {
        rule("true");
        String names = "\"abcdef\",".repeat(1_000_000);
        Files.writeString(
                folder.resolve("policies/data.json"), "{\"names\": [" + names.substring(0, names.length() - 1) + "]}");
        var governance = Governance.builder()
                .policies(loader.load(PolicyOrigin.of(folder + "/policies")))
                .build();

        try (governance) {
            byte[] spec = PolicyBundle.builtInExample("privacy/pii-declared", "pass");
            assertThatThrownBy(() -> governance.evaluate(new Source("s.yaml", spec)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("The data of the policies are too large: ");
        }
    }

    /** One that never ends stands among them; it needs no memory meanwhile. */
    @Test
    void aBundleOfHundredsOfRulesIsUsedAndEndedInTime() throws IOException {
        String endless = """
                text := concat("", ["aaaaaaaaaa" | some i in numbers.range(1, 100000); i > 0])
                contains(text, concat("", [substring(text, 0, 500000), "b"]))
                """;
        for (int i = 0; i < 400; i++) {
            rule("many-" + i, i == 7 ? endless : "false");
        }
        rule("last", "true");
        byte[] bundle = new BundleBuilder(new CustomPolicies(toolchain, null)).build(folder.resolve("policies"), "1");
        PolicyBundle policies = loader.load(
                PolicyOrigin.of(Files.write(folder.resolve("b.tar.gz"), bundle).toString()));
        var spec = new Source("s.yaml", PolicyBundle.builtInExample("privacy/pii-declared", "pass"));

        var some = Governance.builder()
                .policies(policies)
                .timeLimit(Duration.ofMillis(300))
                .build();
        try (some;
                var one = some.only(Set.of("my/last"));
                var never = some.only(Set.of("my/last", "my/many-7"))) {
            assertThat(one.evaluate(spec).findings()).extracting(Finding::rule).containsExactly("my/last");
            assertThatThrownBy(() -> never.evaluate(spec))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 300 ms, in rule my/many-7");
        }
    }

    /** The files of a bundle with one rule. */
    private SortedMap<String, byte[]> built(String condition) throws IOException {
        rule(condition);
        byte[] bundle = new BundleBuilder(new CustomPolicies(toolchain, null)).build(folder.resolve("policies"), "1");
        return new TreeMap<>(BundleArchive.read("b", bundle).files());
    }

    private void rule(String condition) throws IOException {
        rule("own", condition);
    }

    private void rule(String name, String condition) throws IOException {
        Files.createDirectories(folder.resolve("policies"));
        Files.writeString(folder.resolve("policies/" + name + ".rego"), """
                # METADATA
                # title: A rule
                # description: Used in a test.
                # custom: {severity: low, remediation: None.}
                package modelspec.rules.my["%s"]

                import data.modelspec.lib.result

                report contains result.fail(rego.metadata.chain(), {"path": [], "message": "No."}) if {
                	%s
                }
                """.formatted(name, condition));
    }

    private PolicyParts parts(Path place) {
        LoadedPolicies loaded = loader.loadWithRego(PolicyOrigin.of(place.toString()));
        return new PolicyParts(
                loaded.rego().get(), loaded.policies(), () -> loaded.wasm().apply(new CustomPolicies(toolchain, null)));
    }

    private static void assertRefused(String origin, ThrowingCallable loading, String why) {
        assertThatThrownBy(loading)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle " + origin + " is refused: " + why);
    }
}
