package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.bundle.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class BundleTest {
    private static final String SPEC = "../examples/08-full-production.modelspec.yaml";
    private static final String RULE = """
            # METADATA
            # title: Be named after a team
            # description: D
            # custom: {severity: low, remediation: Do it.}
            package modelspec.rules.my.names

            import data.modelspec.lib.result

            report contains finding if {
            \tnot input.metadata.name in data.acme.names
            \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "No team."})
            }
            """;

    @TempDir
    private static Path folder;

    private static Path bundle;
    private static Run built;

    @BeforeAll
    static void build() throws Exception {
        Path policies = folder.resolve("policies");
        Files.createDirectories(policies.resolve("acme"));
        Files.writeString(policies.resolve("names.rego"), RULE);
        Files.writeString(policies.resolve("acme/data.json"), "{\"names\": [\"a\"]}");
        Files.createDirectories(policies.resolve("profiles"));
        profile(policies, "acme", "warn");
        bundle = folder.resolve("acme.tar.gz");
        built = modelspec("bundle", "build", policies.toString(), "-o", bundle.toString(), "--revision", "1");
        assertThat(built).returns("", Run::err).returns(0, Run::exitCode);
    }

    @Test
    void nothingElseIsWrittenOver() throws Exception {
        Path secret = pem("over.pem", "PRIVATE KEY", keys().getPrivate());
        String before = Files.readString(secret);
        Path policies = folder.resolve("policies");

        assertThat(modelspec("bundle", "sign", bundle.toString(), "--signing-key=" + secret, "-o", secret.toString()))
                .returns(2, Run::exitCode)
                .satisfies(
                        run -> assertThat(run.err()).startsWith("modelspec: --output is the signing key, " + secret));
        assertThat(modelspec("bundle", "build", policies.toString(), "-o", policies + "/names.rego"))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: " + policies
                                + "/names.rego is there already, and is no bundle: name another file, or"
                                + " remove it\n",
                        Run::err);
        assertThat(secret).content().isEqualTo(before);
        assertThat(policies.resolve("names.rego")).content().isEqualTo(RULE);
    }

    @Test
    void aBundleJudgesWithItsRulesDataAndProfiles() {
        assertThat(built.out()).startsWith(bundle + ": ").contains(" rules, revision 1\nsha256:");

        Run run = check(bundle, "--profile=acme");

        assertThat(run).returns(0, Run::exitCode).returns("", Run::err);
        assertThat(run.out()).contains("warn  my/names  (low)\n  No team.\n  fix: Do it.\n");
    }

    @Test
    void aProfileThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThat(check(bundle, "--profile=acne"))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: There is no profile acne: it is neither a file nor one of acme, baseline, production,"
                                + " regulated. Did you mean acme?\n",
                        Run::err);
    }

    @Test
    void aSignedBundleIsVerifiedAndUsedAndAnUnsignedOneRefused() throws Exception {
        KeyPair keys = keys();
        Path secret = pem("signing.pem", "PRIVATE KEY", keys.getPrivate());
        String key = "--verification-key=" + pem("public.pem", "PUBLIC KEY", keys.getPublic());
        Path signed = folder.resolve("signed.tar.gz");

        assertThat(modelspec(
                        "bundle",
                        "sign",
                        bundle.toString(),
                        "-o",
                        signed.toString(),
                        "--signing-key",
                        secret.toString(),
                        "--key-id",
                        "k1",
                        "--scope",
                        "prod",
                        "--expires-in",
                        "90d"))
                .returns("", Run::err)
                .returns(0, Run::exitCode);

        Run verified = modelspec("bundle", "verify", signed.toString(), key, "--scope=prod");
        assertThat(verified.out())
                .startsWith(signed + ": verified, EdDSA, key k1, scope prod, of ")
                .contains(", until ");
        assertThat(check(signed, key, "--scope=prod", "--profile=acme").exitCode())
                .isZero();
        assertThat(check(bundle, key))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: Bundle " + bundle
                                + " is refused: it is not signed, and a verification key is configured\n",
                        Run::err);
        String other = "--verification-key=" + pem("other.pem", "PUBLIC KEY", keys().getPublic());
        assertThat(check(signed, other, "--scope=prod"))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: Bundle " + signed
                                + " is refused: its signature is wrong: it was made with another key, or changed since\n",
                        Run::err);
    }

    @Test
    void inspectShowsWhatIsInABundle() {
        JsonNode shown = JsonMapper.shared()
                .readTree(modelspec("bundle", "inspect", bundle.toString(), "--format=json")
                        .out());

        assertThat(shown.path("revision").asString()).isEqualTo("1");
        assertThat(shown.path("roots")).hasToString("[\"modelspec\",\"acme\"]");
        assertThat(shown.path("profiles")).hasToString("[\"acme\",\"baseline\",\"production\",\"regulated\"]");
        assertThat(shown.path("signature").isNull()).isTrue();
        assertThat(modelspec("bundle", "inspect", bundle.toString()).out())
                .contains("revision   1\n", "signature  none\n", "  my/names  low  Be named after a team\n")
                .contains(shown.path("digest").asString());
    }

    @Test
    void diffSaysWhatChangesAndForWhom() throws IOException {
        Path changed = Files.createDirectories(folder.resolve("changed"));
        Files.writeString(changed.resolve("names.rego"), RULE.replace("severity: low", "severity: high"));
        Files.createDirectories(changed.resolve("acme"));
        Files.writeString(changed.resolve("acme/data.json"), "{\"names\": []}");
        Files.createDirectories(changed.resolve("profiles"));
        profile(changed, "acme", "deny");

        Run run = modelspec("bundle", "diff", bundle.toString(), changed.toString(), SPEC, "--profile=acme");

        assertThat(run).returns(1, Run::exitCode).returns("", Run::err);
        assertThat(run.out())
                .startsWith("~ my/names\n    severity: low -> high\n    level: warn -> deny\n    rego: differs\n"
                        + "~ data /acme/names\n~ profile acme\n~ " + SPEC + " (")
                .contains("    - warn  my/names  /metadata/name: No team.\n")
                .contains("    + deny  my/names  /metadata/name: No team.\n")
                .endsWith("1 rule, 2 other parts and 1 spec differ\n");
        Run json =
                modelspec("bundle", "diff", changed.toString(), bundle.toString(), "--profile=acme", "--format=json");
        assertThat(JsonMapper.shared().readTree(json.out()))
                .hasToString(
                        "{\"profile\":\"acme\",\"rules\":[{\"id\":\"my/names\",\"change\":\"changed\",\"changes\":["
                                + "{\"what\":\"severity\",\"before\":\"high\",\"after\":\"low\"},"
                                + "{\"what\":\"level\",\"before\":\"deny\",\"after\":\"warn\"},"
                                + "{\"what\":\"rego\",\"before\":\"" + digest(changed.resolve("names.rego"))
                                + "\",\"after\":\"" + Digests.sha256(RULE.getBytes(StandardCharsets.UTF_8))
                                + "\"}]}],\"parts\":[{\"kind\":\"data\",\"name\":\"/acme/names\",\"change\":\"changed\"},"
                                + "{\"kind\":\"profile\",\"name\":\"acme\",\"change\":\"changed\"}],\"specs\":[]}");
        assertThat(modelspec("bundle", "diff", bundle.toString(), bundle.toString(), SPEC, "--profile=acme"))
                .returns(0, Run::exitCode)
                .returns("no rules, no other parts and no specs differ\n", Run::out);
    }

    @Test
    void diffSeesThatARuleDecidesOtherwise() throws IOException {
        Path changed = Files.createDirectories(folder.resolve("otherwise"));
        Files.writeString(changed.resolve("names.rego"), RULE);
        Files.createDirectories(changed.resolve("acme"));
        Files.writeString(changed.resolve("acme/data.json"), "{\"names\": [\"a\"]}");
        Files.createDirectories(changed.resolve("profiles"));
        profile(changed, "acme", "warn");
        assertThat(modelspec("bundle", "diff", bundle.toString(), changed.toString(), "--profile=acme"))
                .returns(0, Run::exitCode);

        Files.writeString(changed.resolve("names.rego"), RULE + "# changed\n");
        Files.writeString(changed.resolve("lib.rego"), "package modelspec.lib.names\n");
        Files.writeString(changed.resolve("acme/data.json"), "{\"teams\": []}");
        profile(changed, "other", "warn");

        assertThat(modelspec("bundle", "diff", bundle.toString(), changed.toString(), "--profile=acme"))
                .returns(1, Run::exitCode)
                .returns("""
                        ~ my/names
                            rego: differs
                        + library custom-policies/lib.rego
                        - data /acme/names
                        + data /acme/teams
                        + profile other
                        1 rule, 4 other parts and no specs differ
                        """, Run::out);
    }

    private static String digest(Path file) throws IOException {
        return Digests.sha256(Files.readAllBytes(file));
    }

    @Test
    void diffComparesTheLevelsOfEverySurface() throws IOException {
        Path changed = Files.createDirectories(folder.resolve("by-surface"));
        Files.writeString(changed.resolve("names.rego"), RULE);
        Files.createDirectories(changed.resolve("acme"));
        Files.writeString(changed.resolve("acme/data.json"), "{\"names\": []}");
        Files.createDirectories(changed.resolve("profiles"));
        profile(changed, "acme", "{default: warn, admission: deny}");

        Run cli = modelspec("bundle", "diff", bundle.toString(), changed.toString(), SPEC, "--profile=acme");
        Run admission = modelspec(
                "bundle", "diff", bundle.toString(), changed.toString(), SPEC, "--profile=acme", "--surface=admission");

        assertThat(cli)
                .returns(1, Run::exitCode)
                .returns(
                        "~ my/names\n    level.admission: warn -> deny\n~ data /acme/names\n~ profile acme\n"
                                + "1 rule, 2 other parts and no specs differ\n",
                        Run::out);
        assertThat(admission.out())
                .startsWith("~ my/names\n    level.admission: warn -> deny\n~ data /acme/names\n~ profile acme\n~ "
                        + SPEC + " (")
                .contains("    + deny  my/names  /metadata/name: No team.\n")
                .endsWith("1 rule, 2 other parts and 1 spec differ\n");
    }

    @Test
    void aWrongProfileKeepsABundleFromBeingBuilt() throws IOException {
        Path wrong = folder.resolve("wrong");
        Files.createDirectories(wrong.resolve("profiles"));
        Files.writeString(wrong.resolve("names.rego"), RULE);
        profile(wrong, "strict", "never");
        Path output = folder.resolve("wrong.tar.gz");

        assertThat(modelspec("bundle", "build", wrong.toString(), "-o", output.toString()))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).startsWith("modelspec: Profile strict is wrong:\n  strict:8:"));
        assertThat(output).doesNotExist();
    }

    @Test
    void dataInTheWayOfOursAreRefused() throws IOException {
        Path wrong = folder.resolve("taken");
        Files.createDirectories(wrong.resolve("params"));
        Files.writeString(wrong.resolve("names.rego"), RULE);
        Files.writeString(wrong.resolve("params/data.json"), "{\"a\": 1}");

        assertThat(modelspec("bundle", "build", wrong.toString(), "-o", wrong + "/b.tar.gz"))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: The policies in " + wrong + " do not compile:\n  " + wrong
                                + "/params/data.json: data have `params` at the top, which is taken; give it another name"
                                + " (modelspec_data_error)\n",
                        Run::err);
    }

    @Test
    void wrongUsageExitsWithTwoAndSaysHow() throws Exception {
        Path weak = pem(
                "weak.pem",
                "PRIVATE KEY",
                generator("RSA", 1024).generateKeyPair().getPrivate());
        assertThat(modelspec("bundle", "sign", bundle.toString(), "--signing-key", weak.toString()))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: The signing key " + weak
                                + " cannot be used: RSA needs 2048 bits or more, EC the curve P-256, P-384 or P-521\n",
                        Run::err);
        assertThat(modelspec("bundle", "sign", bundle.toString(), "--signing-key=k.pem", "--expires-in=90"))
                .returns(2, Run::exitCode);
        assertThat(modelspec("check", SPEC, "--verification-key=k.pem"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("say what --policies must be, which is missing"));
        assertThat(modelspec("bundle", "verify", bundle.toString()))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("--verification-key FILE or --digest sha256:HEX"));
        assertThat(modelspec("bundle", "verify", bundle.toString(), "--digest=abc"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("--digest must be sha256: and 64 hexadecimal digits"));
        assertThat(Run.of("check", "--policies=policies.tar.gz", "--ca-file=ca.pem", "a.yaml"))
                .returns(2, Run::exitCode)
                .satisfies(run ->
                        assertThat(run.err()).contains("--ca-file is for what is fetched, and policies.tar.gz is not"));
        assertThat(modelspec("check", SPEC, "--policies=http://localhost/b", "--digest=sha256:" + "0".repeat(64)))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("is not an HTTPS URL"));
    }

    private static Run check(Path policies, String... options) {
        var arguments = new String[options.length + 3];
        arguments[0] = "check";
        arguments[1] = SPEC;
        arguments[2] = "--policies=" + policies;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return modelspec(arguments);
    }

    private static Run modelspec(String... arguments) {
        return Run.of("", Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), false, arguments);
    }

    private static void profile(Path policies, String name, String level) throws IOException {
        Files.writeString(policies.resolve("profiles/" + name + ".yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata:
                  name: %s
                spec:
                  extends: baseline
                  rules:
                    my/names: {level: %s}
                """.formatted(name, level));
    }

    private static KeyPair keys() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private static KeyPairGenerator generator(String type, int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance(type);
        generator.initialize(bits);
        return generator;
    }

    private static Path pem(String name, String title, Key key) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + title + "-----\n" + base64 + "\n-----END " + title + "-----\n");
    }
}
