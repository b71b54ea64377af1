package dev.modelspec.testcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** The processes of a cluster: etcd and kube-apiserver. */
final class ControlPlane {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final List<String> apiServerCommand;
    private final Path folder;
    private final ServerProcess etcd;
    private ServerProcess apiServer;

    /**
     * Starts them.
     *
     * @param tools where a program is
     */
    ControlPlane(Path folder, ClusterFiles files, int port, Function<String, Path> tools) {
        this.folder = folder;
        String clients = "http://127.0.0.1:" + freePort();
        String peers = "http://127.0.0.1:" + freePort();
        apiServerCommand = new ArrayList<>(List.of(tools.apply("kube-apiserver").toString()));
        apiServerCommand.addAll(files.apiServerFlags(clients, port));
        etcd = new ServerProcess(
                "etcd",
                List.of(
                        tools.apply("etcd").toString(),
                        "--data-dir=" + folder.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=" + clients,
                        "--advertise-client-urls=" + clients,
                        "--listen-peer-urls=" + peers,
                        "--initial-advertise-peer-urls=" + peers,
                        "--initial-cluster=default=" + peers),
                folder.resolve("etcd.log"));
        try {
            apiServer = startApiServer();
        } catch (RuntimeException e) {
            etcd.stop(Duration.ZERO);
            throw e;
        }
    }

    private ServerProcess startApiServer() {
        return new ServerProcess("kube-apiserver", apiServerCommand, folder.resolve("kube-apiserver.log"));
    }

    void restartApiServer() {
        apiServer.stop(Duration.ofSeconds(10));
        apiServer = startApiServer();
    }

    /** @param ready asks the API server, whose certificate tells it from another that has its port */
    void await(BooleanSupplier ready) {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!ready.getAsBoolean()) {
            requireAlive();
            if (System.nanoTime() > end) {
                throw apiServer.failure("kube-apiserver is not ready after " + READY_WITHIN.toSeconds() + " s", null);
            }
        }
        requireAlive();
    }

    private void requireAlive() {
        etcd.requireAlive();
        apiServer.requireAlive();
    }

    Stream<ProcessHandle> processes() {
        return Stream.of(etcd.handle(), apiServer.handle());
    }

    void stop() {
        apiServer.stop(Duration.ZERO);
        etcd.stop(Duration.ZERO);
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new TestClusterException("no free port: " + e.getMessage(), e);
        }
    }
}
