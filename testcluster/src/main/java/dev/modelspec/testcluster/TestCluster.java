package dev.modelspec.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * etcd and kube-apiserver on loopback, with RBAC, until closed. No controllers run: nothing deletes namespaces, and no Deployment
 * gets Pods.
 */
public final class TestCluster implements AutoCloseable {
    /** The common name of the certificate that the API server shows to every webhook. {@link #caCertificate} has issued it. */
    public static final String WEBHOOK_CLIENT = "kube-apiserver-webhook-client";

    private final Path folder;
    private final int port;
    private final Function<String, Path> tools;
    private final ClusterFiles files;
    private final ControlPlane controlPlane;

    private TestCluster(Path folder, int port, Function<String, Path> tools) {
        this.folder = folder;
        this.port = port;
        this.tools = tools;
        files = new ClusterFiles(folder, url());
        controlPlane = new ControlPlane(folder, files, port, tools);
    }

    /** Starts a cluster on a free port and waits until it is ready, about seven seconds. */
    public static TestCluster start() {
        return start(ControlPlane.freePort());
    }

    /**
     * Starts a cluster whose API server has the given port of loopback.
     *
     * @throws TestClusterException if it does not start, with the end of the log of what ended; nothing stays behind
     */
    public static TestCluster start(int port) {
        try {
            return start(Files.createTempDirectory("modelspec-cluster-"), port, Tools::path);
        } catch (IOException e) {
            throw new TestClusterException("a folder for the cluster's files: " + e.getMessage(), e);
        }
    }

    /** @param folder an empty folder, which is deleted when the cluster is closed or does not start */
    static TestCluster start(Path folder, int port, Function<String, Path> tools) {
        TestCluster cluster;
        try {
            cluster = new TestCluster(folder, port, tools);
        } catch (RuntimeException e) {
            delete(folder, e);
            throw e;
        }
        try {
            cluster.awaitReady();
            return cluster;
        } catch (RuntimeException e) {
            cluster.controlPlane.stop();
            delete(folder, e);
            throw e;
        }
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }

    /** The kubeconfig of an administrator. */
    public Path kubeconfig() {
        return files.adminKubeconfig();
    }

    /** Makes a kubeconfig for somebody who has the rights that RBAC gives to the name and the groups, and no others. */
    public Path kubeconfigFor(String user, String... groups) {
        return files.kubeconfigFor(user, groups);
    }

    /** A PEM file: who issued the API server's certificates, the one that it serves with and {@link #WEBHOOK_CLIENT}'s. */
    public Path caCertificate() {
        return files.caCertificate();
    }

    /**
     * What the API server has written of each request but reads that it has answered, one JSON object ({@code audit.k8s.io/v1} Event,
     * level Metadata) each, with the annotations of webhooks. A line may come a moment later than the answer.
     */
    public List<String> auditLog() {
        try {
            return Files.exists(files.auditLog()) ? Files.readAllLines(files.auditLog()) : List.of();
        } catch (IOException e) {
            throw new TestClusterException(files.auditLog() + ": " + e.getMessage(), e);
        }
    }

    public CommandResult kubectl(String... arguments) {
        return kubectlReading("", arguments);
    }

    /** Runs kubectl, as the administrator unless {@code --kubeconfig} says otherwise, with text to read for {@code -f -}. */
    public CommandResult kubectlReading(String input, String... arguments) {
        return run("kubectl", input, arguments);
    }

    /** Runs helm, as the administrator, with no repositories or plugins but those it gets here. */
    public CommandResult helm(String... arguments) {
        return run("helm", "", arguments);
    }

    /**
     * Writes a schema for each kind that the API server has now, also those of CRDs. Unknown fields are refused.
     *
     * @return what to give to kubeconform as {@code -schema-location}; the files are there until the cluster is closed
     */
    public String schemasForKubeconform() {
        try {
            return ApiSchemas.write(
                    path -> kubectl("get", "--raw", path).stdoutOrThrow(),
                    Files.createTempDirectory(folder, "schemas-"));
        } catch (IOException e) {
            throw new TestClusterException("a folder for schemas: " + e.getMessage(), e);
        }
    }

    /** Runs kubeconform. It fetches schemas from the Internet unless {@code -schema-location} says otherwise. */
    public CommandResult kubeconform(String... arguments) {
        return run("kubeconform", "", arguments);
    }

    private CommandResult run(String tool, String input, String... arguments) {
        var command = new ArrayList<>(List.of(tools.apply(tool).toString()));
        command.addAll(List.of(arguments));
        var environment = new HashMap<String, String>();
        environment.put("KUBECONFIG", kubeconfig().toString());
        environment.put("KUBECACHEDIR", folder.resolve("kubectl").toString());
        for (String kind : List.of("CACHE", "CONFIG", "DATA")) {
            environment.put(
                    "HELM_" + kind + "_HOME",
                    folder.resolve("helm").resolve(kind).toString());
        }
        return CommandResult.of(command, folder, Map.copyOf(environment), input);
    }

    /** Stops the API server and starts it again, on the same port with the same data. */
    public void restartApiServer() {
        controlPlane.restartApiServer();
        awaitReady();
    }

    private void awaitReady() {
        controlPlane.await(() -> kubectl("get", "--raw", "/readyz").exitCode() == 0
                && kubectl("get", "namespace", "default").exitCode() == 0);
    }

    List<ProcessHandle> processes() {
        return controlPlane.processes().toList();
    }

    @Override
    public void close() {
        controlPlane.stop();
        delete(folder);
    }

    private static void delete(Path folder, RuntimeException why) {
        try {
            delete(folder);
        } catch (TestClusterException e) {
            why.addSuppressed(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new TestClusterException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
