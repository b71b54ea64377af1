package dev.modelspec.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.modelspec.engine.cluster.SpecMutants.Mutant;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.testcluster.TestCluster;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a real API server makes of the CustomResourceDefinition. */
@Tag("slow")
class CrdInClusterTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
            .getSchema(SchemaValidator.resource("modelspec.v0.1.json"));
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A type, a range or a word that is wrong in most places, and right in some. */
    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "true",
                    "\"\"",
                    "\"Some text\"",
                    "\"grpc\"",
                    "\"8000\"",
                    "0",
                    "-1",
                    "2.0",
                    "2.5",
                    "65536",
                    "9007199254740993.0",
                    "1.0000000000000000000000001",
                    "[]",
                    "[null]",
                    "[{\"name\": \"n\", \"type\": \"t\"}]",
                    "{}",
                    "{\"key\": 1}",
                    "{\"key\": null}",
                    "{\"a key\": \"value\"}")
            .map(EXACT::readTree)
            .toList();

    private static TestCluster cluster;
    private static ApiServer server;

    @BeforeAll
    static void installTheDefinition() throws Exception {
        cluster = TestCluster.start();
        server = new ApiServer(cluster);
        cluster.kubectlReading(ManifestFormat.YAML.write(List.of(ModelSpecCrd.definition())), "create", "-f", "-")
                .stdoutOrThrow();
        cluster.kubectl("wait", "--for=condition=Established", "crd/" + ModelSpecCrd.NAME)
                .stdoutOrThrow();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void theApiServerFindsNothingWrongWithTheSchema() {
        assertThat(cluster.kubectl("get", "crd/" + ModelSpecCrd.NAME, "-o", "jsonpath={.status.conditions[*].type}")
                        .stdout())
                .isEqualTo("NamesAccepted Established");
    }

    @Test
    void examplesAreAccepted() throws Exception {
        for (ParsedSpec example : Specs.examples()) {
            assertThat(server.ask(SpecForms.clusterForm(example, null)))
                    .as(example.name())
                    .isEqualTo(new ApiServer.Answer(201, ""));
        }
    }

    /** Where the API server and the JSON Schema part, and why. There is nothing else. */
    private enum Difference {
        /** To Kubernetes, a field that is null is a field that is not there; the API server drops it before it validates. */
        NULL_IS_ABSENT,
        /** Names, labels and annotations of objects follow rules of Kubernetes, on top of ours: RFC 1123, qualified names. */
        METADATA_IS_STRICTER,
        /** The API server reads a number with a dot as a double: what rounds to a whole number is one. */
        NUMBERS_ARE_ROUNDED,
        /** Beyond 2^53, a whole number that is written with a dot or an exponent is no integer to the API server. */
        INTEGERS_END_AT_2_TO_THE_53;

        static Difference of(Mutant mutant, boolean clusterAccepts) {
            String value = mutant.value().toString();
            if (clusterAccepts) {
                return value.contains("null") ? NULL_IS_ABSENT : NUMBERS_ARE_ROUNDED;
            }
            return mutant.place().toString().startsWith("/metadata/")
                    ? METADATA_IS_STRICTER
                    : INTEGERS_END_AT_2_TO_THE_53;
        }

        boolean explains(Mutant mutant) {
            String value = mutant.value().toString();
            return switch (this) {
                case NULL_IS_ABSENT -> value.equals("null") || value.equals("{\"key\":null}");
                case METADATA_IS_STRICTER ->
                    mutant.place().toString().matches("/metadata/(name|labels(/.*)?|annotations)");
                case NUMBERS_ARE_ROUNDED -> value.equals("1.0000000000000000000000001");
                case INTEGERS_END_AT_2_TO_THE_53 -> value.equals("9007199254740993.0");
            };
        }
    }

    @Test
    void theApiServerAcceptsAndRefusesWhatTheJsonSchemaDoes() throws Exception {
        List<Mutant> mutants = mutants();
        List<String> unexplained = new ArrayList<>();
        Set<Difference> seen = EnumSet.noneOf(Difference.class);
        int valid = 0;
        for (Mutant mutant : mutants) {
            boolean accepted = SCHEMA.validate(mutant.document()).isEmpty();
            valid += accepted ? 1 : 0;
            ApiServer.Answer answer = ask(mutant.document());
            if (answer.accepts() != accepted) {
                Difference difference = Difference.of(mutant, answer.accepts());
                seen.add(difference);
                if (!difference.explains(mutant)) {
                    unexplained.add(mutant + " -> " + answer);
                }
            }
        }

        assertThat(unexplained).isEmpty();
        assertThat(seen).containsExactly(Difference.values());
        assertThat(mutants).hasSizeGreaterThan(2_000);
        assertThat(valid).as("valid ones").isBetween(200, mutants.size() - 200);
    }

    private static List<Mutant> mutants() {
        ObjectNode full = Specs.full().tree();
        Stream<Mutant> ofFull = Stream.of(
                        VALUES.stream().flatMap(value -> SpecMutants.replaced(full, value)),
                        SpecMutants.extended(full, "unknown", EXACT.readTree("{}")),
                        SpecMutants.extended(full, "unknown", EXACT.readTree("\"text\"")))
                .flatMap(mutants -> mutants);
        Stream<Mutant> ofAll = Specs.examples().stream().map(ParsedSpec::tree).flatMap(SpecMutants::dropped);
        return Stream.concat(ofFull, ofAll).toList();
    }

    private static ApiServer.Answer ask(ObjectNode fileForm) throws Exception {
        ObjectNode document = fileForm.deepCopy();
        if (document.get("metadata") instanceof ObjectNode metadata) {
            try {
                SpecForms.carry(metadata);
            } catch (IllegalArgumentException e) {
                return new ApiServer.Answer(0, String.valueOf(e.getMessage()));
            }
        }
        return server.ask(document);
    }

    @Test
    void anUnknownFieldIsNamed() throws Exception {
        ObjectNode misspelt = SpecForms.clusterForm(Specs.full(), null);
        misspelt.withObject("/spec/operations").put("servings", 1);

        assertThat(server.ask(misspelt))
                .returns(400, ApiServer.Answer::code)
                .satisfies(answer -> assertThat(answer.message())
                        .contains("strict decoding error: unknown field \"spec.operations.servings\""));
    }

    @Test
    void kubectlKnowsTheShortNameAndShowsTheColumns() {
        create("shown");

        assertThat(status("shown", """
                {"observedGeneration": 1, "decision": "deny", "denied": 2, "warnings": 1, "profile": "production",
                 "bundleDigest": "sha256:%s",
                 "conditions": [{"type": "Compliant", "status": "False", "observedGeneration": 1, "reason": "FindingsDeny",
                                 "message": "2 findings", "lastTransitionTime": "2026-11-25T09:00:00Z"}]}
                """.formatted("0".repeat(64)))).contains("patched");
        assertThat(table("get", "mspec", "shown").get(0)).isEqualTo("NAME VERSION MODEL COMPLIANT DENIED AGE");
        assertThat(table("get", "mspec", "shown").get(1)).matches("shown 1\\.10 m False 2 [0-9]+s");
        assertThat(table("get", "piqc", "-o", "wide").get(0))
                .isEqualTo("NAME VERSION MODEL COMPLIANT DENIED WARNINGS PROFILE AGE");
    }

    @Test
    void aStatusThatIsNoneIsRefused() {
        create("judged");

        assertThat(status("judged", "{\"denied\": -1}")).contains("status.denied");
        assertThat(status("judged", "{\"conditions\": [{\"type\": \"Compliant\", \"status\": \"Maybe\"}]}"))
                .contains("status.conditions[0].status: Unsupported value", "lastTransitionTime: Required value");
    }

    @Test
    void whatTheClusterGivesBackIsTheSpecThatWasPutIn() {
        ParsedSpec spec = Specs.full();
        cluster.kubectlReading(
                        ManifestFormat.YAML.write(List.of(SpecForms.clusterForm(spec, "default"))), "apply", "-f", "-")
                .stdoutOrThrow();

        String stored = cluster.kubectl("get", "mspec", String.valueOf(spec.name()), "-o", "yaml")
                .stdoutOrThrow();

        assertThat(Specs.parse(stored).get(0).tree()).isEqualTo(spec.tree());
    }

    private static void create(String name) {
        ParsedSpec spec = Specs.parse("""
                apiVersion: piqc.ai/v1alpha1
                kind: ModelSpec
                metadata: {name: %s, version: "1.10"}
                spec:
                  identity: {model: {id: m, family: f, task: t, framework: vllm}}
                  runtime: {accelerator: {vendor: nvidia, type: a10, count: 1}}
                """.formatted(name)).get(0);
        cluster.kubectlReading(
                        ManifestFormat.YAML.write(List.of(SpecForms.clusterForm(spec, "default"))), "create", "-f", "-")
                .stdoutOrThrow();
    }

    private static String status(String name, String status) {
        var patched = cluster.kubectl(
                "patch", "mspec", name, "--subresource=status", "--type=merge", "-p", "{\"status\": " + status + "}");
        return patched.stdout() + patched.stderr();
    }

    private static List<String> table(String... arguments) {
        return cluster.kubectl(arguments)
                .stdoutOrThrow()
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .toList();
    }
}
