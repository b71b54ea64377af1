package dev.modelspec.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.modelspec.engine.cluster.SpecMutants.Mutant;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.testcluster.TestCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a real API server makes of the CustomResourceDefinition of waivers. */
@Tag("slow")
class WaiverCrdInClusterTest {
    private static final JsonNode FILE = SchemaValidator.resource("waiver.v1alpha1.json");
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(Dialects.getDraft202012()).getSchema(FILE);

    /** Right in some places, and wrong in most. */
    private static final List<JsonNode> VALUES = Stream.of(
                    "null",
                    "true",
                    "1",
                    "\"\"",
                    "\" \"",
                    "\"text\"",
                    "\"some/rule\"",
                    "\"*\"",
                    "\"shop/*\"",
                    "\"/spec/runtime\"",
                    "\"/spec/a~1b\"",
                    "\"/spec/a~b\"",
                    "\"spec\"",
                    "\"2027-01-31\"",
                    "\"2027-1-31\"",
                    "\"2027-01-31T17:00:00Z\"",
                    "\"2027-01-31T17:00:00.5+01:00\"",
                    "\"2027-01-31 17:00\"",
                    "[]",
                    "{}",
                    "{\"name\": \"chat\"}")
            .map(JsonMapper.shared()::readTree)
            .toList();

    private static TestCluster cluster;
    private static ApiServer server;

    @BeforeAll
    static void installTheDefinition() throws Exception {
        cluster = TestCluster.start();
        server = new ApiServer(cluster);
        cluster.kubectlReading(ManifestFormat.YAML.write(List.of(WaiverCrd.definition())), "create", "-f", "-")
                .stdoutOrThrow();
        cluster.kubectl("wait", "--for=condition=Established", "crd/" + WaiverCrd.NAME)
                .stdoutOrThrow();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private static ObjectNode example() {
        return ((ObjectNode) FILE.at("/examples/0")).deepCopy();
    }

    @Test
    void theApiServerFindsNothingWrongWithTheSchema() {
        assertThat(cluster.kubectl("get", "crd/" + WaiverCrd.NAME, "-o", "jsonpath={.status.conditions[*].type}")
                        .stdout())
                .isEqualTo("NamesAccepted Established");
    }

    @Test
    void theApiServerAcceptsAndRefusesWhatTheJsonSchemaDoes() throws Exception {
        List<Mutant> mutants = Stream.of(
                        VALUES.stream().flatMap(value -> SpecMutants.replaced(example(), value)),
                        SpecMutants.extended(
                                example(), "unknown", JsonMapper.shared().readTree("1")),
                        SpecMutants.dropped(example()))
                .flatMap(all -> all)
                // The API server has its own rules of what there is beside the spec.
                .filter(mutant -> mutant.place().toString().startsWith("/spec"))
                .toList();
        List<String> parted = new ArrayList<>();
        int valid = 0;
        for (Mutant mutant : mutants) {
            boolean fits = SCHEMA.validate(mutant.document()).isEmpty();
            valid += fits ? 1 : 0;
            ApiServer.Answer answer = server.ask("governance.modelspec.dev/v1alpha1", "waivers", mutant.document());
            // To Kubernetes, an optional field that is null is not there.
            boolean absent = mutant.value().isNull() && answer.accepts();
            if (answer.accepts() != fits && !absent) {
                parted.add(mutant + " -> " + answer);
            }
        }

        assertThat(parted).isEmpty();
        assertThat(mutants).hasSizeGreaterThan(200);
        assertThat(valid).as("valid ones").isBetween(20, mutants.size() - 100);
    }

    @Test
    void kubectlShowsWhoAcceptedWhatUntilWhen() {
        cluster.kubectlReading(example().toString(), "create", "-f", "-").stdoutOrThrow();

        List<String> table =
                cluster.kubectl("get", "waivers").stdoutOrThrow().lines().toList();

        assertThat(table.get(0).split(" +")).containsExactly("NAME", "RULE", "IN", "TARGET", "EXPIRES", "OWNER", "AGE");
        assertThat(table.get(1))
                .matches("support-chat-logs +retention/logs-max-days +care +support-chat +2027-01-31 +"
                        + "risk@example.com +[0-9]+s");
    }
}
