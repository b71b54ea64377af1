package dev.modelspec.testcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** etcd and kube-apiserver on loopback, with RBAC, until closed. No controllers run: nothing deletes namespaces. */
public final class TestCluster implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final ClusterFiles files;
    private final ServerProcess etcd;
    private ServerProcess apiServer;

    private TestCluster(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        files = new ClusterFiles(folder, url());
        String clients = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        etcd = new ServerProcess(
                "etcd",
                List.of(
                        Tools.path("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers),
                folder.resolve("etcd.log"));
        files.etcd(clients);
        try {
            apiServer = startApiServer();
        } catch (RuntimeException e) {
            etcd.stop(Duration.ZERO);
            throw e;
        }
        try {
            awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a cluster on a free port and waits until it is ready, about five seconds. */
    public static TestCluster start() {
        return start(freePort());
    }

    /** Starts a cluster whose API server has the given port of loopback. */
    public static TestCluster start(int port) {
        try {
            return new TestCluster(Files.createTempDirectory("modelspec-cluster-"), port);
        } catch (IOException e) {
            throw new TestClusterException("the cluster's files: " + e.getMessage(), e);
        }
    }

    public String url() {
        return "https://127.0.0.1:" + port;
    }

    /** The kubeconfig of an administrator. */
    public Path kubeconfig() {
        return files.kubeconfig();
    }

    public CommandResult kubectl(String... arguments) {
        return kubectlReading("", arguments);
    }

    /** Runs kubectl, as the administrator unless {@code --kubeconfig} says otherwise, with text to read for {@code -f -}. */
    public CommandResult kubectlReading(String input, String... arguments) {
        var command = new ArrayList<>(List.of(Tools.path("kubectl").toString()));
        command.addAll(List.of(arguments));
        var environment = Map.of(
                "KUBECONFIG", kubeconfig().toString(),
                "KUBECACHEDIR", folder.resolve("kubectl").toString());
        return CommandResult.of(command, folder, environment, input);
    }

    /** Stops the API server and starts it again, on the same port with the same data. */
    public void restartApiServer() {
        apiServer.stop(Duration.ofSeconds(10));
        apiServer = startApiServer();
        awaitReady();
    }

    private ServerProcess startApiServer() {
        var command = new ArrayList<>(List.of(Tools.path("kube-apiserver").toString()));
        command.addAll(files.apiServerFlags(port));
        return new ServerProcess("kube-apiserver", command, folder.resolve("kube-apiserver.log"));
    }

    private void awaitReady() {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (kubectl("get", "--raw", "/readyz").exitCode() != 0
                || kubectl("get", "namespace", "default").exitCode() != 0) {
            etcd.requireAlive();
            apiServer.requireAlive();
            if (System.nanoTime() > end) {
                throw apiServer.failure("kube-apiserver is not ready after " + READY_WITHIN.toSeconds() + " s", null);
            }
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new TestClusterException("no free port: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        apiServer.stop(Duration.ZERO);
        etcd.stop(Duration.ZERO);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new TestClusterException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
