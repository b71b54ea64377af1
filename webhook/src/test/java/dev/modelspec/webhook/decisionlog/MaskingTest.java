package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MaskingTest {
    // Split, so that scanners of this repository do not take them for what they look like.
    private static final String AWS = "AKIA" + "IOSFODNN7EXAMPLE";
    private static final String JWT = "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0In0.c2lnbmF0dXJl";
    private static final String PEM = "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----";
    private static final String RANDOM = "wJalrXUtnFEMIK7MDENGbPxRfiCY9EXAMPLEKEYz";

    private static String object(String json, String... masked) {
        var pointers = new ArrayList<String>();
        JsonNode result = new ObjectMask(pointers).mask(Decisions.json(json), "");
        assertThat(pointers).containsExactly(masked);
        return result.toString();
    }

    private static String message(String text) {
        return SecretText.withoutSecrets(text, true);
    }

    /** The catalogue of the built-in rules has the defaults of their parameters. */
    private static JsonNode defaults(String rule, String parameter) throws IOException {
        try (InputStream in = MaskingTest.class.getResourceAsStream("/dev/modelspec/policies/catalog.json")) {
            JsonNode catalog = JsonMapper.shared().readTree(Objects.requireNonNull(in));
            return StreamSupport.stream(catalog.path("rules").spliterator(), false)
                    .filter(each -> each.path("id").asString("").equals(rule))
                    .findFirst()
                    .orElseThrow()
                    .at("/parameters/" + parameter + "/default");
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }

    @Test
    void whatTheRuleTakesForNamesOfSecretsIsMasked() throws IOException {
        String rule = "supply-chain/no-secrets-by-name";

        assertThat(texts(defaults(rule, "names"))).isEqualTo(SecretNames.NAMES);
        assertThat(texts(defaults(rule, "harmless"))).containsExactlyInAnyOrderElementsOf(SecretNames.HARMLESS);
        assertThat(texts(defaults(rule, "references"))).isEqualTo(SecretNames.REFERENCES);
    }

    /** The suite of the rule has examples of most shapes. */
    @Test
    void whatTheRuleTakesForShapesOfSecretsIsMasked() throws IOException {
        Path file = Path.of("../policies/rules/supply-chain/no-secrets-by-shape/suite.yaml");
        var suites = new DocumentType("governance.modelspec.dev/v1alpha1", "PolicyTestSuite", false);
        var suite = (ParsedSpec) SpecParser.of(suites)
                .parse(new Source("suite.yaml", Files.readAllBytes(file)))
                .get(0);
        var shapes = new TreeSet<String>();
        for (JsonNode one : suite.tree().at("/spec/cases")) {
            for (JsonNode finding : one.path("findings")) {
                String[] words =
                        finding.path("message").asString().split(" looks like |\\.$|The value of the variable ", -1);
                shapes.add(words[2]);
                String value = one.at("/spec/spec/runtime/environment/variables/" + words[1])
                        .asString("");
                assertThat(message(value)).as(words[2]).isNotEqualTo(value.isEmpty() ? null : value);
            }
        }

        Set<String> known = defaults("supply-chain/no-secrets-by-shape", "shapes").propertyNames().stream()
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(shapes);
        assertThat(shapes).hasSizeGreaterThan(20);
        assertThat(SecretShape.RULE).extracting(SecretShape::what).containsAll(known);
    }

    @Test
    void whatTheRuleTakesForCredentialsInAddressesIsMasked() throws IOException {
        assertThat(SecretShape.IN_ADDRESSES)
                .extracting(shape -> shape.pattern().pattern())
                .containsAll(texts(defaults("supply-chain/no-credentials-in-uris", "patterns")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "db_password",
                "DB_PASSWORD",
                "token",
                "HF_TOKEN",
                "hfToken",
                "HFToken",
                "apiKey",
                "api-key",
                "x-api-key",
                "secret",
                "clientSecret",
                "accessKeyId",
                "Authorization",
                "Set-Cookie",
                "tls.key",
                ".dockerconfigjson",
                "DATABASE_DSN"
            })
    void aValueIsMaskedForTheNameOfItsField(String name) {
        assertThat(object("{\"" + name + "\":\"correct horse\"}", "/" + name))
                .isEqualTo("{\"" + name + "\":\"[masked]\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maxTokens",
                "EOS_TOKEN",
                "eos_token",
                "tokenizer",
                "name",
                "secretName",
                "key",
                "author",
                "passwordless"
            })
    void aValueIsNotMaskedForAnotherName(String name) {
        String json = "{\"" + name + "\":\"correct horse\"}";
        assertThat(object(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "$(HF_TOKEN)",
                "${HF_TOKEN}",
                "/run/secrets/token",
                "vault:kv/data/token",
                "op://vault/token"
            })
    void aValueThatSaysWhereTheSecretIsStays(String value) {
        String json = "{\"token\":\"" + value + "\"}";
        assertThat(object(json)).isEqualTo(json);
    }

    @Test
    void allThatIsBelowTheNameOfASecretIsMaskedButReferences() {
        assertThat(object("""
                        {"credentials": {"name": "hub", "user": "me", "pin": 1234, "list": ["a", {"b": "c"}], "optional": true}}""", "/credentials/user", "/credentials/pin", "/credentials/list/0", "/credentials/list/1/b"))
                .isEqualTo("{\"credentials\":{\"name\":\"hub\",\"user\":\"[masked]\",\"pin\":\"[masked]\","
                        + "\"list\":[\"[masked]\",{\"b\":\"[masked]\"}],\"optional\":true}}");
    }

    @Test
    void variablesAndArgumentsOfContainersAreMaskedByTheirNames() {
        assertThat(object("""
                        {"env": [{"name": "HF_TOKEN", "value": "a b"}, {"name": "LEVEL", "value": "info"},
                            {"name": "HF_TOKEN", "valueFrom": {"secretKeyRef": {"name": "hub", "key": "token"}}}],
                         "args": ["--api-key", "abc", "--port", "80", "--api-key=abc", "--token", "--verbose"]}""", "/env/0/value", "/args/1", "/args/4"))
                .isEqualTo(
                        "{\"env\":[{\"name\":\"HF_TOKEN\",\"value\":\"[masked]\"},{\"name\":\"LEVEL\",\"value\":\"info\"},"
                                + "{\"name\":\"HF_TOKEN\",\"valueFrom\":{\"secretKeyRef\":{\"name\":\"hub\",\"key\":\"token\"}}}],"
                                + "\"args\":[\"--api-key\",\"[masked]\",\"--port\",\"80\",\"[masked]\",\"--token\",\"--verbose\"]}");
    }

    @Test
    void aSecretOfKubernetesHasNoDataLeft() {
        assertThat(object(
                        "{\"kind\":\"Secret\",\"data\":{\"a\":\"Yg==\"},\"stringData\":{\"c\":\"d\"},\"type\":\"Opaque\"}",
                        "/data/a",
                        "/stringData/c"))
                .isEqualTo(
                        "{\"kind\":\"Secret\",\"data\":{\"a\":\"[masked]\"},\"stringData\":{\"c\":\"[masked]\"},\"type\":\"Opaque\"}");
    }

    @Test
    void anObjectWithinAnAnnotationIsMaskedToo() {
        String name = "kubectl.kubernetes.io/last-applied-configuration";
        String json = "{\"" + name + "\":\"{\\\"a\\\":1,\\\"token\\\":\\\"correct horse\\\"}\"}";

        assertThat(object(json, "/kubectl.kubernetes.io~1last-applied-configuration"))
                .isEqualTo("{\"" + name + "\":\"{\\\"a\\\":1,\\\"token\\\":\\\"[masked]\\\"}\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                AWS,
                JWT,
                PEM,
                RANDOM,
                "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
                "https://me:hunter2@example.com/model",
                "https://example.com/model?X-Amz-Signature=abc",
                "hf_" + "abcdefghijklmnopqrstuvwxyzABCD",
                "sk-" + "abcdefghijklmnopqrstuvwx",
                "xoxb-" + "1234567890-abc",
                "0123456789abcdef0123456789abcdef",
                "Bearer 0123456789abcdefghij",
                "password: hunter2",
                "see password=hunter2 there"
            })
    void aValueIsMaskedForItsShape(String value) {
        ObjectNode object = JsonMapper.shared().createObjectNode().put("a", value);

        assertThat(object(object.toString(), "/a")).isEqualTo("{\"a\":\"[masked]\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "support-chat-production",
                "modelspec-webhook-5d8f7c9b6-x2x9z",
                "705ab4f5-6393-11e8-b7cc-42010a800002",
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "registry.example.com/models/llama@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "hf://meta-llama/Meta-Llama-3.1-70B-Instruct-AWQ-INT4@0123456789abcdef0123456789abcdef01234567",
                "NousResearch/Hermes-2-Theta-Llama-3-8B-GPTQ-4bit-128g-actorder",
                "s3://models.example.com/teams/a/VeryLongCamelCaseNameOfAModel7/weights.safetensors",
                "https://example.com/a?b=c#d",
                "system:serviceaccount:team-a:deployer",
                "2026-11-25T09:30:00.123456Z",
                "Authorization of the owner is missing"
            })
    void aValueThatLooksLikeNoSecretStays(String value) {
        assertThat(message(value)).isSameAs(value);
        assertThat(object("{\"a\":\"" + value + "\"}")).isEqualTo("{\"a\":\"" + value + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The address `https://me:hunter2@example.com/a` is wrong.|The address `[masked]` is wrong.",
                "password=hunter2, user=me|password=[masked], user=me",
                "\"apiKey\": \"two words\", \"a\": 1|\"apiKey\": \"[masked]\", \"a\": 1",
                "{\\\"token\\\":\\\"abc\\\"}|{\\\"token\\\":\\\"[masked]\\\"}",
                "Authorization: Bearer abc|Authorization: [masked]",
                "Authorization: Basic dXNlcjpwdw== was sent|Authorization: [masked] was sent",
                "token $(HF_TOKEN), token=$(HF_TOKEN)|token $(HF_TOKEN), token=$(HF_TOKEN)"
            })
    void aMessageKeepsWhatIsNoSecret(String text, String masked) {
        assertThat(message(text)).isEqualTo(masked);
    }

    @Test
    void aMessageKeepsWhatIsAroundSeveralSecrets() {
        assertThat(message("one " + AWS + " two " + JWT + " three\n" + PEM + " four " + RANDOM + " five"))
                .isEqualTo("one [masked] two [masked] three\n[masked] four [masked] five");
    }

    @Test
    void aKeyWithoutItsEndIsMaskedToTheEndOfTheText() {
        assertThat(message("a " + PEM.substring(0, 40) + " b c")).isEqualTo("a [masked]");
    }

    @Test
    void namesOfUsersAndObjectsAreMaskedForAShapeOnly() {
        var line = (ObjectNode) Decisions.json("{\"userInfo\":{\"username\":\"" + RANDOM + "\",\"groups\":[\"a\",\""
                + JWT + "\"]},\"objectRef\":{\"name\":\"" + AWS + "\"}}");

        List<String> masked = Masking.ofSecrets().apply(line);

        assertThat(masked).containsExactly("/objectRef/name", "/userInfo/groups/1");
        assertThat(line.path("userInfo"))
                .hasToString("{\"username\":\"" + RANDOM + "\",\"groups\":[\"a\",\"[masked]\"]}");
    }

    @Test
    void furtherPlacesAreMaskedWithAllThatIsBelow() {
        var line = (ObjectNode) Decisions.json("""
                {"object": {"spec": {"a": {"x": 1, "y": ["b", true, null]}, "b": "c"}, "list": [{"n": 1}, {"n": 2}]},
                 "userInfo": {"username": "me", "groups": ["a"]}}""");
        Masking masking = Masking.none().and(List.of("/object/spec/a", "/object/list/*/n", "/userInfo"));

        assertThat(masking.apply(line))
                .containsExactly(
                        "/object/spec/a/x",
                        "/object/spec/a/y/0",
                        "/object/spec/a/y/1",
                        "/object/list/0/n",
                        "/object/list/1/n",
                        "/userInfo/username",
                        "/userInfo/groups/0");
        assertThat(line)
                .hasToString(
                        "{\"object\":{\"spec\":{\"a\":{\"x\":\"[masked]\",\"y\":[\"[masked]\",\"[masked]\",null]},\"b\":\"c\"},"
                                + "\"list\":[{\"n\":\"[masked]\"},{\"n\":\"[masked]\"}]},"
                                + "\"userInfo\":{\"username\":\"[masked]\",\"groups\":[\"[masked]\"]}}");
    }

    @Test
    void whatALineMustHaveCannotBeMasked() {
        assertThatThrownBy(() -> Masking.ofSecrets().and(List.of("/object/a", "/decision", "/objects")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`/decision` is not in or below one of /object,")
                .hasMessageContaining("`/objects`");
    }

    /** A stranger may write what takes long to look through. Were any of it quadratic, this would take minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:",
                "token=/",
                "token=$(",
                "basic ",
                "eyJ",
                "-----BEGIN ",
                "://a:",
                "sk-",
                "0aA",
                "=",
                "\"",
                "a@"
            })
    void aLongTextIsLookedThroughInTimeLinearInItsLength(String part) {
        String text = part.repeat(200_000 / part.length());

        assertThat(message(text).length()).isLessThanOrEqualTo(9 * text.length());
    }
}
