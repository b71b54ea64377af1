package dev.modelspec.audit.cluster;

import static dev.modelspec.audit.cluster.ScriptedServer.page;
import static dev.modelspec.audit.cluster.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.cluster.ScriptedServer.Answer;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.waiver.Waiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an audit when a cluster does not do what it should. */
class ClusterSpecsTest {
    private static final String SPECS = "/apis/piqc.ai/v1alpha1/modelspecs?limit=500";

    private final ScriptedServer server = new ScriptedServer();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pagesFollowEachOther() {
        server.on(SPECS, page("a b", "a", "b")).on(SPECS + "&continue=a+b", page("", "c"));

        assertThat(names()).containsExactly("ModelSpec care/a", "ModelSpec care/b", "ModelSpec care/c");
    }

    @Test
    void aSpecComesWithItsNamespaceAndWithoutWhatChangesWhileItStays() throws IOException {
        server.on(SPECS, page("", "a"));

        try (Cluster cluster = open()) {
            ClusterSpecs.Item item = cluster.specs().next();

            assertThat(cluster.name()).isEqualTo("scripted");
            assertThat(item.namespace()).isEqualTo(new Namespace("care", Map.of("tier", "gold")));
            assertThat(new String(item.source().content(), StandardCharsets.UTF_8))
                    .isEqualTo("""
                    {
                      "apiVersion" : "piqc.ai/v1alpha1",
                      "kind" : "ModelSpec",
                      "metadata" : {
                        "name" : "a",
                        "namespace" : "care",
                        "uid" : "1"
                      },
                      "spec" : {
                        "identity" : {
                          "model" : {
                            "id" : "m"
                          }
                        }
                      }
                    }
                    """);
        }
    }

    @Test
    void anEmptyPageIsNoEnd() {
        server.on(SPECS, page("x")).on(SPECS + "&continue=x", page("", "a"));

        assertThat(names()).containsExactly("ModelSpec care/a");
    }

    @Test
    void aListThatExpiredGoesOnAsItIsNow() throws IOException {
        server.on(SPECS, page("old", "a"))
                .on(SPECS + "&continue=old", status(410, "The provided continue parameter is too old", "new"))
                .on(SPECS + "&continue=new", page("", "b"));

        try (Cluster cluster = open()) {
            ClusterSpecs specs = cluster.specs();
            assertThat(specs.next().source().name()).isEqualTo("ModelSpec care/a");
            assertThat(specs.isSnapshot()).isTrue();
            assertThat(specs.next().source().name()).isEqualTo("ModelSpec care/b");
            assertThat(specs.isSnapshot()).isFalse();
            assertThat(specs.hasNext()).isFalse();
        }
    }

    @Test
    void aListThatExpiredAndCannotGoOnIsAnError() {
        server.on(SPECS, page("old", "a"))
                .on(SPECS + "&continue=old", status(410, "The provided continue parameter is too old", ""));

        assertFails("modelspecs.piqc.ai changed while they were listed, and the API server does not tell how to go on"
                + " (The provided continue parameter is too old).");
    }

    @Test
    void halfAPageIsAskedForAgain() {
        server.on(SPECS, page("x", "a").cutInTheMiddle(), page("x", "a"))
                .on(SPECS + "&continue=x", page("", "b").shortened(), page("", "b"));

        assertThat(names()).containsExactly("ModelSpec care/a", "ModelSpec care/b");
        assertThat(server.asked()).hasSize(5);
    }

    @Test
    void aServerThatFailsTwiceIsAskedAgain() {
        server.on(
                SPECS,
                status(500, "etcdserver: leader changed", ""),
                status(500, "etcdserver: leader changed", ""),
                page("", "a"));

        assertThat(names()).containsExactly("ModelSpec care/a");
    }

    @Test
    void whatNeverArrivesWholeIsAnErrorAndNoShorterReport() {
        server.on(SPECS, page("x", "a"))
                .on(SPECS + "&continue=x", page("", "b", "c").cutInTheMiddle());

        assertFails("modelspecs.piqc.ai cannot be had from http://127.0.0.1:", "(4 times)");
    }

    @Test
    void aPageThatIsTooLongIsAskedForInSmallerPieces() {
        String[] many = IntStream.range(0, 500).mapToObj(i -> "s" + i).toArray(String[]::new);
        Answer tooLong = page("", many);
        server.on(SPECS, Answer.of(200, tooLong.body() + " ".repeat(ApiServer.MAX_BYTES)))
                .on("/apis/piqc.ai/v1alpha1/modelspecs?limit=125", page("x", "a"))
                .on("/apis/piqc.ai/v1alpha1/modelspecs?limit=125&continue=x", page("", "b"));

        assertThat(names()).containsExactly("ModelSpec care/a", "ModelSpec care/b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | Unauthorized | the API server does not know who asks (Unauthorized). Renew the credentials
            403 | User x cannot list modelspecs | it is forbidden (User x cannot list modelspecs). Whoever audits needs a ClusterRole
            404 | page not found | there is no resource of modelspecs.piqc.ai. Make it: modelspec crd | kubectl apply -f -
            503 | overloaded | HTTP 503: overloaded (4 times)
            400 | no such token | HTTP 400 (no such token)
            """)
    void saysWhatTheServerSaidAndWhatToDo(int code, String message, String problem) {
        server.on(SPECS, status(code, message, ""));

        assertFails(problem);
    }

    @Test
    void chosenNamespacesAreListedInTheOrderOfTheServer() {
        for (String name : List.of("a", "a-b")) {
            server.on("/api/v1/namespaces/" + name, Answer.of(200, "{\"metadata\": {\"name\": \"" + name + "\"}}"));
            server.on("/apis/piqc.ai/v1alpha1/namespaces/" + name + "/modelspecs?limit=500", page(""));
        }

        assertThat(names("a", "a-b", "a")).isEmpty();
        assertThat(server.asked())
                .containsExactly(
                        "/api/v1/namespaces/a-b",
                        "/api/v1/namespaces/a",
                        "/apis/piqc.ai/v1alpha1/namespaces/a-b/modelspecs?limit=500",
                        "/apis/piqc.ai/v1alpha1/namespaces/a/modelspecs?limit=500");
    }

    @Test
    void aNamespaceThatThereIsNotIsAnErrorAndNoEmptyReport() {
        assertThatThrownBy(() -> names("cares"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no namespace cares. `kubectl get namespaces` lists those");
        assertThatThrownBy(() -> names("../secrets"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there can be no namespace `../secrets`");
    }

    @Test
    void aServerThatIsNotThereIsAnError() {
        server.close();

        assertFails(
                "namespaces cannot be had from http://127.0.0.1:", ": the connection is refused (4 times). Ask again");
    }

    @Test
    void aKubeconfigMustBeThereAndHaveTheContext() throws IOException {
        Path kubeconfig = server.kubeconfig(folder);
        assertThatThrownBy(() -> Cluster.open(new ClusterChoice(folder.resolve("none"), null, List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("none") + ": there is no such kubeconfig");
        assertThatThrownBy(() -> Cluster.open(new ClusterChoice(kubeconfig, "other", List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no context other in " + kubeconfig + ". It has scripted.");
        Path broken = Files.writeString(folder.resolve("broken"), "clusters: [");
        assertThatThrownBy(() -> Cluster.open(new ClusterChoice(broken, null, List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(broken.toString());
    }

    @Test
    void waiversAreThoseOfOneNamespace() throws IOException {
        server.on("/api/v1/namespaces/risk", Answer.of(200, "{\"metadata\": {\"name\": \"risk\"}}"))
                .on("/apis/governance.modelspec.dev/v1alpha1/namespaces/risk/waivers?limit=500", Answer.of(200, """
                        {"kind": "WaiverList", "metadata": {}, "items": [
                          {"apiVersion": "governance.modelspec.dev/v1alpha1", "kind": "Waiver",
                           "metadata": {"name": "good", "namespace": "risk", "labels": {"a": "b"}},
                           "spec": {"rule": "retention/logs-max-days", "target": {"namespace": "care", "name": "chat"},
                                    "reason": "why", "owner": "who", "grantedAt": "2026-11-01", "expiresAt": "2027-01-31"}},
                          {"apiVersion": "governance.modelspec.dev/v1alpha1", "kind": "Waiver",
                           "metadata": {"name": "bad", "namespace": "risk"}, "spec": {"rule": "*"}}]}"""));

        try (Cluster cluster = open()) {
            ClusterWaivers found = cluster.waivers("risk");

            assertThat(found.waivers()).extracting(Waiver::origin).containsExactly("Waiver risk/good");
            assertThat(found.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).startsWith("Waiver risk/bad at /spec"));
        }
    }

    private void assertFails(String... problems) {
        assertThatThrownBy(this::names)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The cluster scripted cannot be audited:")
                .hasMessageContainingAll(problems);
    }

    private List<String> names(String... namespaces) {
        try (Cluster cluster = open(namespaces)) {
            var names = new ArrayList<String>();
            cluster.specs().forEachRemaining(item -> names.add(item.source().name()));
            return names;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Cluster open(String... namespaces) throws IOException {
        return Cluster.open(new ClusterChoice(server.kubeconfig(folder), null, List.of(namespaces)));
    }
}
