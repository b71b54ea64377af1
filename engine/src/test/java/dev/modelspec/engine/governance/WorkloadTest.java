package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Workload.Container;
import dev.modelspec.engine.governance.Workload.Model;
import dev.modelspec.engine.governance.Workload.Pods;
import dev.modelspec.engine.governance.Workload.Reference;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class WorkloadTest {
    private static final String ON_OBJECT = "/metadata/annotations/piqc.ai~1modelspec";
    private static final String ON_TEMPLATE = "/spec/template/metadata/annotations/piqc.ai~1modelspec";
    private static final String SPEC = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata:
              name: chat
            spec:
              identity:
                model: {id: mistral-7b-instruct-v0.3, family: mistral, task: chat-completion, framework: tgi}
              runtime:
                accelerator: {vendor: nvidia, type: a10, count: 2}
                environment:
                  variables: {HF_HUB_OFFLINE: "1"}
            """;

    private static PolicyEngine engine;
    private static Governance baseline;
    private static Governance production;

    @BeforeAll
    static void start() {
        engine = new PolicyEngine(PolicyBundle.builtIn(), Clock.systemUTC(), Duration.ofSeconds(5));
        baseline = Governance.builder().engine(engine).build();
        production = Governance.builder().engine(engine).profile("production").build();
    }

    @AfterAll
    static void end() {
        engine.close();
    }

    @Test
    void aWorkloadThatAsksForWhatItsSpecDeclaresAddsNoFinding() {
        var context = about(deployment("mistralai/Mistral-7B-Instruct-v0.3", "2", "1"));

        assertThat(baseline.evaluate(spec(), context).findings())
                .isEqualTo(baseline.evaluate(spec(), EvaluationContext.of(Surface.ADMISSION))
                        .findings())
                .noneMatch(finding -> finding.rule().startsWith("workload/"));
    }

    @Test
    void whatAWorkloadAsksForOtherwiseIsFoundInItsSpec() {
        var evaluation = production.evaluate(spec(), about(deployment("org/other", "4", "0")));

        assertThat(evaluation.decision()).isEqualTo(Decision.DENY);
        assertThat(evaluation.findings())
                .filteredOn(finding -> finding.rule().startsWith("workload/"))
                .extracting(
                        Finding::rule,
                        Finding::level,
                        finding -> finding.location().pointer(),
                        Finding::message)
                .containsExactly(
                        tuple(
                                "workload/model-declared",
                                Level.DENY,
                                "/spec/identity/model/id",
                                "Deployment chat loads the model org/other (container server); the spec declares"
                                        + " mistral-7b-instruct-v0.3."),
                        tuple(
                                "workload/accelerators-declared",
                                Level.DENY,
                                "/spec/runtime/accelerator/count",
                                "Deployment chat asks for accelerators: 4 for each replica (4 nvidia.com/gpu in"
                                        + " server); the spec declares 2."),
                        tuple(
                                "workload/environment-declared",
                                Level.WARN,
                                "/spec/runtime/environment/variables/HF_HUB_OFFLINE",
                                "Deployment chat sets HF_HUB_OFFLINE to \"0\" in container server; the spec declares"
                                        + " \"1\"."));
    }

    @Test
    void aSpecThatBreaksARuleDoesSoUnderAWorkloadToo() {
        var source = Source.of("chat.yaml", SPEC.replace("count: 2", "count: 512"));

        assertThat(baseline.evaluate(source, about(deployment("mistral-7b-instruct-v0.3", "2", "1")))
                        .findings())
                .extracting(Finding::rule)
                .contains("accelerators/count-max");
    }

    @Test
    void aSpecThatDoesNotExistIsFoundAtTheAnnotation() {
        var context = about(deployment("org/other", "4", "0")).in(new Namespace("prod", Map.of()));

        SpecEvaluation missing = production.evaluateMissing("chat", context);
        assertThat(missing)
                .isEqualTo(new SpecEvaluation(
                        0,
                        "prod",
                        "chat",
                        null,
                        true,
                        Decision.DENY,
                        List.of(new Finding(
                                        "workload/spec-exists",
                                        Level.DENY,
                                        Severity.CRITICAL,
                                        "Run nothing under a spec that there is not",
                                        "Deployment chat names the ModelSpec `chat`, which there is not in the namespace prod.",
                                        "Create the ModelSpec in the namespace of the workload before the workload itself, or"
                                                + " correct the annotation `piqc.ai/modelspec` to `metadata.name` of the spec"
                                                + " that is meant.",
                                        new Location("Deployment prod/chat", ON_OBJECT, Region.START))
                                .with(missing.findings().get(0).fingerprint())),
                        List.of(),
                        new TreeMap<>(),
                        List.of()));
        assertThat(baseline.evaluateMissing("chat", context).decision()).isEqualTo(Decision.WARN);
    }

    @Test
    void twoNamesForASpecThatDoesNotExistAreFoundAsWell() {
        var workload = new Workload(
                "apps/v1",
                "Deployment",
                null,
                List.of(new Reference(ON_OBJECT, "a"), new Reference(ON_TEMPLATE, "b")),
                List.of(),
                null);

        assertThat(baseline.evaluateMissing("a", about(workload)).findings())
                .extracting(Finding::rule, finding -> finding.location().source())
                .containsExactly(
                        tuple("workload/reference-unambiguous", "Deployment"),
                        tuple("workload/spec-exists", "Deployment"));
    }

    @Test
    void withoutAWorkloadNothingIsMissing() {
        assertThatThrownBy(() -> baseline.evaluateMissing("chat", EvaluationContext.of(Surface.ADMISSION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no workload names the ModelSpec chat");
    }

    @Test
    void aWorkloadNamesASpec() {
        assertThatThrownBy(() -> new Workload("v1", "Pod", "a", List.of(), List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsToldAsItsSchemaSaysAndReadBack() {
        var workload = new Workload(
                "leaderworkerset.x-k8s.io/v1",
                "LeaderWorkerSet",
                "chat",
                List.of(new Reference(ON_OBJECT, "chat")),
                List.of(
                        new Pods(
                                "leader",
                                1,
                                List.of(new Container("proxy", "proxy:1", List.of(), Map.of(), Map.of(), "Always")),
                                List.of(new Container(
                                        "server",
                                        null,
                                        List.of("vllm", "serve", "m"),
                                        Map.of("B", "2", "A", "1"),
                                        Map.of("nvidia.com/gpu", "8", "cpu", "1"),
                                        null))),
                        new Pods("worker", 3, List.of(), List.of())),
                new Model("huggingface", "hf://org/m"));
        var told = about(workload).toJson(JsonNodeFactory.instance.objectNode(), "a.yaml");

        assertThat(told.path("workload").toString())
                .isEqualTo(
                        "{\"apiVersion\":\"leaderworkerset.x-k8s.io/v1\",\"kind\":\"LeaderWorkerSet\",\"name\":\"chat\","
                                + "\"references\":[{\"pointer\":\"/metadata/annotations/piqc.ai~1modelspec\","
                                + "\"name\":\"chat\"}],\"pods\":[{\"name\":\"leader\",\"count\":1,\"initContainers\":["
                                + "{\"name\":\"proxy\",\"image\":\"proxy:1\",\"args\":[],\"env\":{},\"resources\":{},"
                                + "\"restartPolicy\":\"Always\"}],\"containers\":[{\"name\":\"server\","
                                + "\"args\":[\"vllm\",\"serve\",\"m\"],\"env\":{\"A\":\"1\",\"B\":\"2\"},"
                                + "\"resources\":{\"cpu\":\"1\",\"nvidia.com/gpu\":\"8\"}}]},{\"name\":\"worker\","
                                + "\"count\":3,\"initContainers\":[],\"containers\":[]}],"
                                + "\"model\":{\"format\":\"huggingface\",\"uri\":\"hf://org/m\"}}");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaValidator.resource("context.v0.1.json"))
                        .validate(told.toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(Workload.of(told.path("workload"))).isEqualTo(workload);
    }

    private static EvaluationContext about(Workload workload) {
        return EvaluationContext.of(Surface.ADMISSION).about(workload);
    }

    private static Source spec() {
        return Source.of("chat.yaml", SPEC);
    }

    private static Workload deployment(String model, String gpus, String offline) {
        var server = new Container(
                "server",
                "ghcr.io/huggingface/text-generation-inference:3.3.4",
                List.of("--model-id", model),
                Map.of("HF_HUB_OFFLINE", offline),
                Map.of("nvidia.com/gpu", gpus),
                null);
        return new Workload(
                "apps/v1",
                "Deployment",
                "chat",
                List.of(new Reference(ON_OBJECT, "chat")),
                List.of(new Pods(null, 1, List.of(), List.of(server))),
                null);
    }
}
