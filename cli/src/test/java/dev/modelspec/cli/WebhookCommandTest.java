package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theConfigurationCoversNeitherTheClusterItselfNorTheWebhook() {
        Run run = Run.of("webhook", "config", "--exclude-namespace", "sandbox", "--namespace", "guard");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("  namespaceSelector:\n    matchExpressions:\n    - key: \"kubernetes.io/metadata.name\"\n"
                        + "      operator: \"NotIn\"\n      values:\n      - \"guard\"\n      - \"kube-node-lease\"\n"
                        + "      - \"kube-public\"\n      - \"kube-system\"\n      - \"sandbox\"\n")
                .contains("  failurePolicy: \"Fail\"\n")
                .doesNotContain("caBundle");
    }

    @Test
    void aConfigurationThatNoApiServerWouldTakeIsRefused() throws IOException {
        assertRefused("timeoutSeconds must be from 1 to 30", "webhook", "config", "--timeout", "31");
        assertRefused("--url must begin with https://", "webhook", "config", "--url", "http://127.0.0.1:1");
        assertRefused(
                "there is no such file",
                "webhook",
                "config",
                "--ca-file",
                folder.resolve("none").toString());
        Path empty = Files.writeString(folder.resolve("empty.crt"), "\n");
        assertRefused("There is no certificate in PEM in ", "webhook", "config", "--ca-file", empty.toString());
    }

    @Test
    void aServerThatCannotServeIsNotStarted() throws IOException {
        String none = folder.toString();
        assertRefused("say either --certificate-dir DIR or --self-managed-certificate", "webhook", "serve");
        assertRefused("--client-name needs --client-ca", serve(none, "--client-name=kube-apiserver"));
        assertRefused("--reload-interval must be at least", serve(none, "--reload-interval=0"));
        assertRefused("--grace-period must be from 0 to 3600 seconds", serve(none, "--grace-period=-1"));
        assertRefused("--max-body-bytes must be at least 1024", serve(none, "--max-body-bytes=1"));
        assertRefused("options of the decision log need --decision-log", serve(none, "--decision-log-objects"));
        assertRefused("There is no profile strictest", serve(none, "--profile=strictest"));
        assertRefused("tls.crt", serve(none));
        Path profile = Files.writeString(folder.resolve("by-label.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: by-label, description: For a test.}
                spec:
                  extends: baseline
                  overrides:
                    - name: production
                      namespaceSelector: {matchLabels: {env: prod}}
                      rules:
                        accountability/owner-declared: {level: deny}
                """);
        assertRefused(
                "chooses by labels of namespaces, which only the API server knows",
                serve(none, "--profile=" + profile));
    }

    private static String[] serve(String certificates, String... more) {
        var arguments = new String[more.length + 6];
        arguments[0] = "webhook";
        arguments[1] = "serve";
        arguments[2] = "--no-cluster";
        arguments[3] = "--certificate-dir=" + certificates;
        arguments[4] = "--port=0";
        arguments[5] = "--http-port=0";
        System.arraycopy(more, 0, arguments, 6, more.length);
        return arguments;
    }

    private static void assertRefused(String message, String... arguments) {
        Run run = Run.of(arguments);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
