package dev.modelspec.webhook.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadReaderTest {
    private static final Path MANIFESTS = Path.of("src/test/resources/dev/modelspec/webhook/admission/workloads");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "deployment, apps, Deployment",
        "statefulset, apps, StatefulSet",
        "daemonset, apps, DaemonSet",
        "replicaset, apps, ReplicaSet",
        "job, batch, Job",
        "cronjob, batch, CronJob",
        "pod, '', Pod",
        "podtemplate, '', PodTemplate",
        "inferenceservice, serving.kserve.io, InferenceService",
        "inferenceservice-custom, serving.kserve.io, InferenceService",
        "leaderworkerset, leaderworkerset.x-k8s.io, LeaderWorkerSet",
        "leaderworkerset-one-template, leaderworkerset.x-k8s.io, LeaderWorkerSet",
        "leaderworkerset-alone, leaderworkerset.x-k8s.io, LeaderWorkerSet",
    })
    void aWorkloadIsReadAsItIs(String file, String group, String kind) throws IOException {
        assertThat(WorkloadReader.reads(group, kind)).isTrue();
        assertThat(WorkloadReader.read(source(file + ".json"), group, kind))
                .contains(Workload.of(JsonTrees.read(source(file + ".expected.json"))));
    }

    @Test
    void anObjectThatNamesNoSpecIsNoneOfOurs() {
        for (String annotations :
                new String[] {"", "\"annotations\":null", "\"annotations\":{\"piqc.ai/modelspec\":\" \"}"}) {
            var object = Source.of("Pod shop/chat", "{\"metadata\":{" + annotations + "},\"spec\":{}}");

            assertThat(WorkloadReader.read(object, "", "Pod")).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsNotMadeUp() {
        var object = Source.of("Pod shop/chat", """
                {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"piqc.ai/modelspec":"chat"}},
                 "spec":{"containers":null,"initContainers":null}}""");

        assertThat(WorkloadReader.read(object, "", "Pod"))
                .contains(Workload.of(JsonTrees.read(Source.of("expected", """
                        {"apiVersion":"v1","kind":"Pod","pods":[{"count":1}],"references":[
                         {"pointer":"/metadata/annotations/piqc.ai~1modelspec","name":"chat"}]}"""))));
    }

    @Test
    void kindsOfOtherGroupsAreNoWorkloads() {
        assertThat(WorkloadReader.reads("batch.volcano.sh", "Job")).isFalse();
        assertThat(WorkloadReader.reads("", "Service")).isFalse();
        assertThatThrownBy(() -> WorkloadReader.read(Source.of("Service shop/chat", "{}"), "", "Service"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Service of the core is no workload");
    }

    private static Source source(String file) throws IOException {
        return new Source(file, Files.readAllBytes(MANIFESTS.resolve(file)));
    }
}
