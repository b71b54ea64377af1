package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenReportsWriterTest {
    private static final String LIST = ExampleAudit.write(OpenReportsWriter::new);
    private final JsonNode items = new JsonMapper().readTree(LIST).path("items");

    @Test
    void looksLikeThis() {
        Golden.assertMatches("openreports.json", LIST);
    }

    @Test
    void specsWithANamespaceHaveReportsAndOthersClusterReports() {
        assertThat(items)
                .extracting(
                        item -> item.path("kind").asString(),
                        item -> item.path("metadata").path("namespace").asString(""),
                        item -> item.path("scope").path("name").asString(""))
                .containsExactly(
                        tuple("Report", "care", "chat"),
                        tuple("ClusterReport", "", "fine"),
                        tuple("ClusterReport", "", ""),
                        tuple("ClusterReport", "", ""),
                        tuple("ClusterReport", "", ""));
    }

    @Test
    void summariesCountTheResults() {
        for (JsonNode item : items) {
            for (var outcome : item.path("summary").properties()) {
                assertThat(item.path("results"))
                        .filteredOn(result -> result.path("result").asString().equals(outcome.getKey()))
                        .hasSize(outcome.getValue().asInt());
            }
        }
    }

    @Test
    void namesAreWhatKubernetesTakes() {
        assertThat(items)
                .extracting(item -> item.path("metadata").path("name").asString())
                .doesNotHaveDuplicates()
                .allMatch(KubernetesNames::isSubdomain)
                .allMatch(KubernetesNames::isLabel);
    }
}
