package dev.modelspec.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TestClusterTest {
    @Test
    void keepsWhatWasAppliedWhenTheApiServerRestarts() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.kubectl("create", "configmap", "kept", "--from-literal=answer=42")
                    .stdoutOrThrow();

            cluster.restartApiServer();

            assertThat(cluster.kubectl("get", "configmap", "kept", "-o", "jsonpath={.data.answer}"))
                    .isEqualTo(new CommandResult(0, "42", ""));
        }
    }
}
