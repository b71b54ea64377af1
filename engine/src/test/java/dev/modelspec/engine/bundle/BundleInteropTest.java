package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our bundles in the hands of the program {@code opa}, and its bundles in ours. */
@Tag("slow")
class BundleInteropTest {
    private static final Path OPA = Path.of("../rego/target/oracle/opa").toAbsolutePath();
    private static final RegoToolchain TOOLCHAIN = new RegoToolchain();
    private static final String RULE = """
            # METADATA
            # title: Be named after a team
            # description: D
            # custom: {severity: low, remediation: Do it.}
            package modelspec.rules.my.names

            import data.modelspec.lib.result

            report contains finding if {
            \tnot input.metadata.name in data.acme.names
            \tfinding := _fail({"path": ["metadata", "name"], "message": $"Not one of {data.acme.names}."})
            }

            _fail(details) := result.fail(rego.metadata.chain(), details)
            """;

    @TempDir
    private static Path shared;

    private static byte[] ours;

    @TempDir
    private Path folder;

    @BeforeAll
    static void buildOurs() throws IOException {
        Path policies = Files.createDirectories(shared.resolve("policies"));
        Files.writeString(policies.resolve("names.rego"), RULE);
        Files.writeString(policies.resolve("suite.yaml"), "not: data\n");
        Files.createDirectories(policies.resolve("acme"));
        Files.writeString(
                policies.resolve("acme/data.json"),
                "{\"names\": [\"a\", \"<ä>\"], \"\\u2028😀\": \"\\u0007\", \"ｚ\": 1.5}");
        Files.createDirectories(policies.resolve("profiles"));
        Files.writeString(policies.resolve("profiles/acme.yaml"), "kind: Profile\n");
        ours = new BundleBuilder(compiler()).build(policies, "v7");
    }

    @AfterAll
    static void stop() {
        TOOLCHAIN.close();
    }

    @Test
    void opaInspectsAndEvaluatesOurBundle() throws Exception {
        Files.write(folder.resolve("ours.tar.gz"), ours);

        assertThat(opa("inspect", "ours.tar.gz")).contains("Revision", "v7", "data.modelspec.rules.my.names");
        Files.writeString(folder.resolve("input.json"), "{\"metadata\": {\"name\": \"b\"}, \"spec\": {}}");
        var answer = JsonMapper.shared()
                .readTree(opa(
                        "eval",
                        "-b",
                        "ours.tar.gz",
                        "-i",
                        "input.json",
                        "-f",
                        "raw",
                        "[f | some f in data.modelspec.main.report; f.rule == \"my/names\"]"));
        assertThat(answer.path(0).path("message").asString()).isEqualTo("Not one of [\"a\", \"<ä>\"].");
        assertThat(answer).hasSize(1);
    }

    @Test
    void whatIsBuiltIsReadAndTheSameEachTime() {
        var archive = BundleArchive.read("ours.tar.gz", ours);
        PolicyBundle read = new BundledPolicies(compiler(), null).read(archive);

        assertThat(new BundleBuilder(compiler()).build(shared.resolve("policies"), "v7"))
                .isEqualTo(ours);
        assertThat(BundleManifest.of(archive)).isEqualTo(new BundleManifest("v7", List.of("modelspec", "acme"), 1));
        assertThat(archive.files().keySet())
                .contains(
                        ".manifest",
                        "catalog.json",
                        "custom-policies/names.rego",
                        "data.json",
                        "policies/main.rego",
                        "policies/lib/unasked.rego",
                        "policy.wasm",
                        "profiles/acme.yaml",
                        "profiles/baseline.yaml")
                .noneMatch(name -> name.endsWith("_test.rego") || name.endsWith("suite.yaml"));
        assertThat(read.profiles()).containsKeys("acme", "baseline", "production", "regulated");
        assertThat(read.data().at("/acme/names")).hasToString("[\"a\",\"<ä>\"]");
        assertThat(read.catalog().rules()).extracting(RuleMetadata::id).contains("my/names", "retention/logs-max-days");
    }

    @Test
    void aRuleThatTheCatalogueDoesNotHaveIsNotLeftUnasked() {
        var files = new TreeMap<>(BundleArchive.read("ours.tar.gz", ours).files());
        ObjectNode catalog = (ObjectNode) JsonMapper.shared().readTree(files.get("catalog.json"));
        ArrayNode rules = (ArrayNode) catalog.get("rules");
        rules.removeIf(rule -> rule.path("id").asString().equals("my/names"));
        files.put("catalog.json", JsonMapper.shared().writeValueAsBytes(catalog));

        assertThatThrownBy(() -> new BundledPolicies(compiler(), null)
                        .read(BundleArchive.read("ours.tar.gz", BundleWriter.write(files))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Bundle ours.tar.gz is refused: its policy.wasm cannot be used: its rules are not those of the"
                                + " catalogue; only compiled are [my/names], only in the catalogue []");
    }

    @ParameterizedTest
    @CsvSource({"RSA,RS256", "RSA,PS512", "EC:secp256r1,ES256", "Ed25519,EdDSA"})
    void opaVerifiesWhatWeSigned(String type, String algorithm) throws Exception {
        KeyPair keys = Keys.pair(type);
        Keys.pem(folder.resolve("public.pem"), "PUBLIC KEY", keys.getPublic());
        byte[] signed = new BundleSigner(keys.getPrivate(), algorithm, "ours", "prod", null)
                .sign(BundleArchive.read("ours", ours), Clock.systemUTC());
        Files.write(folder.resolve("signed.tar.gz"), signed);

        opa(
                "build",
                "--bundle",
                "signed.tar.gz",
                "--verification-key",
                "public.pem",
                "--verification-key-id",
                "ours",
                "--signing-alg",
                algorithm,
                "--scope",
                "prod",
                "--output",
                "out.tar.gz");

        var tampered = new TreeMap<>(BundleArchive.read("signed", signed).files());
        tampered.put("profiles/acme.yaml", new byte[] {'\n'});
        Files.write(folder.resolve("tampered.tar.gz"), BundleWriter.write(tampered));
        assertThat(run(List.of(
                        "build",
                        "--bundle",
                        "tampered.tar.gz",
                        "--verification-key",
                        "public.pem",
                        "--verification-key-id",
                        "ours",
                        "--signing-alg",
                        algorithm,
                        "--scope",
                        "prod")))
                .contains("profiles/acme.yaml: digest mismatch");
    }

    @ParameterizedTest
    @CsvSource({"RSA,RS256", "RSA,PS384", "EC:secp384r1,ES384", "Ed25519,EdDSA"})
    void weVerifyAndUseWhatOpaBuiltAndSigned(String type, String algorithm) throws Exception {
        KeyPair keys = Keys.pair(type);
        Keys.pem(folder.resolve("private.pem"), "PRIVATE KEY", keys.getPrivate());
        unpack(name -> name.endsWith(".rego") || name.equals("data.json"));
        opa(
                "build",
                "--bundle",
                "unpacked",
                "--signing-key",
                "private.pem",
                "--signing-alg",
                algorithm,
                "--output",
                "theirs.tar.gz");

        var archive = BundleArchive.read("theirs.tar.gz", Files.readAllBytes(folder.resolve("theirs.tar.gz")));
        var signature = verify(archive, keys);

        assertThat(signature.algorithm()).isEqualTo(algorithm);
        PolicyBundle read = new BundledPolicies(compiler(), null).read(archive);
        assertThat(read.data().at("/acme/names")).hasToString("[\"a\",\"<ä>\"]");
        assertThat(read.catalog().rule("my/names")).isPresent();
    }

    @Test
    void weVerifyOurBundleWhenOpaSignedIt() throws Exception {
        KeyPair keys = Keys.pair("EC:secp256r1");
        Keys.pem(folder.resolve("private.pem"), "PRIVATE KEY", keys.getPrivate());
        unpack(name -> true);
        opa("sign", "--bundle", ".", "--signing-alg", "ES256", "--signing-key", "../private.pem");
        var signed = new TreeMap<>(BundleArchive.read("ours", ours).files());
        signed.put(".signatures.json", Files.readAllBytes(folder.resolve("unpacked/.signatures.json")));
        assertThat(verify(BundleArchive.read("signed", BundleWriter.write(signed)), keys)
                        .algorithm())
                .isEqualTo("ES256");
    }

    private static BundleSignature verify(BundleArchive archive, KeyPair keys) {
        return new BundleVerifier(new Verification(keys.getPublic(), null, null), Clock.systemUTC()).verify(archive);
    }

    private void unpack(Predicate<String> wanted) throws IOException {
        for (var file : BundleArchive.read("ours", ours).files().entrySet()) {
            if (wanted.test(file.getKey())) {
                Path path = folder.resolve("unpacked").resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    private static CustomPolicies compiler() {
        return new CustomPolicies(TOOLCHAIN, null);
    }

    private String opa(String... arguments) throws IOException, InterruptedException {
        String answer = run(List.of(arguments));
        assertThat(exitCode).as(answer).isZero();
        return answer;
    }

    private int exitCode;

    private String run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(OPA.toString()));
        command.addAll(arguments);
        Path log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(
                        arguments.get(0).equals("sign")
                                ? folder.resolve("unpacked").toFile()
                                : folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        exitCode = process.waitFor();
        return Files.readString(log);
    }
}
