package dev.modelspec.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code modelspec webhook serve} in a process of its own, on loopback. */
final class WebhookProcess {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final int httpPort;
    private final Path log;

    private WebhookProcess(Process process, int port, int httpPort, Path log) {
        this.process = process;
        this.port = port;
        this.httpPort = httpPort;
        this.log = log;
    }

    /** Starts one and waits until it is ready. */
    static WebhookProcess start(Path folder, int port, Path kubeconfig, String... options)
            throws IOException, InterruptedException {
        int httpPort = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the launcher has it.
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx512m",
                "-Xmn24m",
                "-XX:Tier4InvocationThreshold=2000",
                "-XX:Tier4MinInvocationThreshold=300",
                "-XX:Tier4CompileThreshold=6000",
                "-XX:Tier3DelayOn=2",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ReservedCodeCacheSize=240m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.modelspec.cli.Modelspec",
                "webhook",
                "serve",
                "--port=" + port,
                "--http-port=" + httpPort,
                "--log-format=text",
                // However slow the machine is.
                "--time-limit=60"));
        command.addAll(List.of(options));
        Path log = Files.createTempFile(folder, "webhook-", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        var started = new WebhookProcess(builder.start(), port, httpPort, log);
        started.awaitReady();
        return started;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                kill();
                throw new AssertionError("the webhook is not ready:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it as a crash would, with kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and waits until it has; answers its exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }
}
