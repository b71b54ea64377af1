package dev.modelspec.webhook.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import dev.modelspec.webhook.Review;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@Tag("slow")
class ChartInClusterTest {
    private TestCluster cluster;
    private Chart chart;

    @BeforeEach
    void install() throws Exception {
        cluster = TestCluster.start();
        chart = Chart.packaged(cluster);
        // Nothing runs Pods here, so there is nothing to wait for.
        helm("install", "--create-namespace");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void keepsTheCertificateAndTheSpecsWhenItIsUpgradedAndUninstalled() {
        cluster.kubectl(
                        "patch",
                        "validatingwebhookconfiguration",
                        Chart.NAME,
                        "--type=json",
                        "--field-manager=modelspec-webhook",
                        "-p",
                        "[{\"op\":\"add\",\"path\":\"/webhooks/0/clientConfig/caBundle\",\"value\":\""
                                + "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCi0tLS0tRU5EIENFUlRJRklDQVRFLS0tLS0K\"}]")
                .stdoutOrThrow();
        inNamespace("patch", "secret", "modelspec-webhook-tls", "-p", "{\"stringData\":{\"tls.crt\":\"made\"}}");

        helm("upgrade", "--set", "webhook.failurePolicy=Ignore,webhook.timeoutSeconds=1");

        assertThat(cluster.kubectl(
                                "get",
                                "validatingwebhookconfiguration",
                                Chart.NAME,
                                "-o",
                                "jsonpath={.webhooks[0].failurePolicy} {.webhooks[0].clientConfig.caBundle}")
                        .stdoutOrThrow())
                .startsWith("Ignore LS0tLS1CRUdJTiBD");
        assertThat(inNamespace("get", "secret", "modelspec-webhook-tls", "-o", "jsonpath={.data}"))
                .isEqualTo("{\"tls.crt\":\"bWFkZQ==\"}");
        cluster.kubectlReading(spec("kept"), "create", "-f", "-").stdoutOrThrow();

        cluster.helm("uninstall", Chart.NAME, "--namespace", Chart.NAMESPACE).stdoutOrThrow();

        assertThat(cluster.kubectl("get", "modelspecs", "-o", "name").stdoutOrThrow())
                .isEqualTo("modelspec.piqc.ai/kept\n");
        String kinds = "deployment,service,secret,serviceaccount,role,rolebinding,networkpolicy,pdb,lease"
                + ",validatingwebhookconfiguration,clusterrole,clusterrolebinding";
        assertThat(inNamespace("get", kinds, "-l", "app.kubernetes.io/name=" + Chart.NAME, "-o", "name"))
                .isEmpty();
    }

    @Test
    void refusesWhileItIsDownUntilSomebodyTakesTheEmergencyExitAndUpgradesBack() {
        CommandResult refused = cluster.kubectlReading(spec("refused"), "create", "-f", "-");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr())
                .startsWith("Error from server (InternalError): error when creating \"STDIN\": Internal error occurred:"
                        + " failed calling webhook \"modelspecs.webhook.piqc.ai\"");
        // What a cluster is repaired with is never asked about.
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: repair, namespace: %s, annotations:"
                + " {piqc.ai/modelspec: any}}, spec: {containers: [{name: a, image: a}]}}";
        for (String namespace : List.of("kube-system", Chart.NAMESPACE)) {
            cluster.kubectlReading(pod.formatted(namespace), "create", "-f", "-")
                    .stdoutOrThrow();
        }

        cluster.kubectl(
                        "patch",
                        "validatingwebhookconfiguration",
                        Chart.NAME,
                        "--type=json",
                        "-p",
                        "[{\"op\":\"replace\",\"path\":\"/webhooks/0/failurePolicy\",\"value\":\"Ignore\"}]")
                .stdoutOrThrow();
        cluster.kubectlReading(spec("accepted"), "create", "-f", "-").stdoutOrThrow();
        helm("upgrade", "--force-conflicts");
        assertThat(policy()).isEqualTo("Fail");

        cluster.kubectl("delete", "validatingwebhookconfiguration", Chart.NAME).stdoutOrThrow();
        cluster.kubectlReading(spec("accepted-too"), "create", "-f", "-").stdoutOrThrow();
        helm("upgrade");
        assertThat(policy()).isEqualTo("Fail");
    }

    private String policy() {
        return cluster.kubectl(
                        "get",
                        "validatingwebhookconfiguration",
                        Chart.NAME,
                        "-o",
                        "jsonpath={.webhooks[0].failurePolicy}")
                .stdoutOrThrow();
    }

    @Test
    void mayDoWhatItDoesAndNothingElse() {
        // Columns: resources, names, verbs. What everybody may is left out.
        assertThat(rights(Chart.NAMESPACE))
                .containsExactlyInAnyOrder(
                        "events [] [create]",
                        "leases.coordination.k8s.io [modelspec-webhook-certificates] [get update]",
                        "modelspecs.piqc.ai [] [get]",
                        "namespaces [] [get list watch]",
                        "secrets [modelspec-webhook-ca] [get update]",
                        "secrets [modelspec-webhook-tls] [get update]",
                        "validatingwebhookconfigurations.admissionregistration.k8s.io [modelspec-webhook] [get patch]");
        assertThat(rights("default"))
                .containsExactlyInAnyOrder(
                        "modelspecs.piqc.ai [] [get]",
                        "namespaces [] [get list watch]",
                        "validatingwebhookconfigurations.admissionregistration.k8s.io [modelspec-webhook] [get patch]");
    }

    @Test
    void isToldYesAndNoByTheApiServer() {
        var told = new ArrayList<String>();
        for (String question : List.of(
                "get secret/modelspec-webhook-ca",
                "update secret/modelspec-webhook-tls",
                "delete secret/modelspec-webhook-tls",
                "get secret/another",
                "list secrets",
                "create secrets",
                "get secret/modelspec-webhook-ca -n default",
                "update lease/modelspec-webhook-certificates",
                "create leases",
                "create events",
                "create events -n default",
                "patch validatingwebhookconfiguration/modelspec-webhook",
                "patch validatingwebhookconfiguration/another",
                "delete validatingwebhookconfiguration/modelspec-webhook",
                "list validatingwebhookconfigurations",
                "get modelspecs.piqc.ai -A",
                "watch modelspecs.piqc.ai -A",
                "update modelspecs.piqc.ai -A",
                "patch modelspecs.piqc.ai --subresource=status -A",
                "watch namespaces",
                "update namespaces",
                "get pods")) {
            var command = new ArrayList<>(List.of("auth", "can-i", "-n", Chart.NAMESPACE, "--as", serviceAccount()));
            command.addAll(List.of(question.split(" ")));
            String answer = cluster.kubectl(command.toArray(String[]::new)).stdout();
            told.add(answer.strip() + " " + question);
        }
        assertThat(told)
                .containsExactly(
                        "yes get secret/modelspec-webhook-ca",
                        "yes update secret/modelspec-webhook-tls",
                        "no delete secret/modelspec-webhook-tls",
                        "no get secret/another",
                        "no list secrets",
                        "no create secrets",
                        "no get secret/modelspec-webhook-ca -n default",
                        "yes update lease/modelspec-webhook-certificates",
                        "no create leases",
                        "yes create events",
                        "no create events -n default",
                        "yes patch validatingwebhookconfiguration/modelspec-webhook",
                        "no patch validatingwebhookconfiguration/another",
                        "no delete validatingwebhookconfiguration/modelspec-webhook",
                        "no list validatingwebhookconfigurations",
                        "yes get modelspecs.piqc.ai -A",
                        "no watch modelspecs.piqc.ai -A",
                        "no update modelspecs.piqc.ai -A",
                        "no patch modelspecs.piqc.ai --subresource=status -A",
                        "yes watch namespaces",
                        "no update namespaces",
                        "no get pods");
    }

    @Test
    void readsTheWaiversOfTheDesignatedNamespaceAlone() {
        cluster.kubectl("create", "namespace", "risk").stdoutOrThrow();
        helm("upgrade", "--set", "waivers.namespace=risk,audit.enabled=true,audit.claim=reports");

        var told = new ArrayList<String>();
        for (String account : List.of(Chart.NAME, "modelspec-audit")) {
            for (String question : List.of(
                    "watch waivers.governance.modelspec.dev -n risk",
                    "list waivers.governance.modelspec.dev -n default",
                    "create waivers.governance.modelspec.dev -n risk",
                    "list modelspecs.piqc.ai -A",
                    "get namespaces")) {
                var command = new ArrayList<>(
                        List.of("auth", "can-i", "--as", "system:serviceaccount:" + Chart.NAMESPACE + ":" + account));
                command.addAll(List.of(question.split(" ")));
                told.add(
                        cluster.kubectl(command.toArray(String[]::new)).stdout().strip());
            }
        }
        assertThat(told).containsExactly("yes", "no", "no", "no", "yes", "yes", "no", "no", "yes", "yes");
    }

    private List<String> rights(String namespace) {
        String list = cluster.kubectl(
                        "auth", "can-i", "--list", "--no-headers", "-n", namespace, "--as", serviceAccount())
                .stdoutOrThrow();
        return list.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("self"))
                .map(line -> line.replaceAll(" +\\[] +", " ")
                        .replaceAll(" {2,}", " ")
                        .strip())
                .toList();
    }

    private static String spec(String name) {
        ObjectNode spec = Review.example("00-minimal.modelspec.yaml");
        spec.withObject("metadata")
                .put("name", name)
                .put("namespace", "default")
                .remove("uid");
        return spec.toString();
    }

    private static String serviceAccount() {
        return "system:serviceaccount:" + Chart.NAMESPACE + ":" + Chart.NAME;
    }

    private String inNamespace(String... arguments) {
        var command = new ArrayList<>(List.of("-n", Chart.NAMESPACE));
        command.addAll(List.of(arguments));
        return cluster.kubectl(command.toArray(String[]::new)).stdoutOrThrow();
    }

    private void helm(String command, String... options) {
        var all = new ArrayList<>(
                List.of("--no-hooks", "--values", Chart.values("defaults").toString()));
        all.addAll(List.of(options));
        chart.helm(command, all.toArray(String[]::new)).stdoutOrThrow();
    }
}
