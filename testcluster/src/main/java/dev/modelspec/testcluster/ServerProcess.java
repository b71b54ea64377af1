package dev.modelspec.testcluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that runs until it is stopped. It never outlives this JVM, unless that is killed. */
final class ServerProcess {
    private static final int LINES_OF_LOG = 40;

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    /** @param log the file that gets both of its streams, after what is there */
    ServerProcess(String name, List<String> command, Path log) {
        this.name = name;
        this.log = log;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new TestClusterException(name + " cannot be started: " + e.getMessage(), e);
        }
        atExit = new Thread(process::destroyForcibly, "stop-" + name);
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            process.destroyForcibly();
            throw exiting;
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** @throws TestClusterException with the end of its log if it runs no more */
    void requireAlive() {
        if (!process.isAlive()) {
            throw failure(name + " ended with exit code " + process.exitValue(), null);
        }
    }

    /** An exception that shows the end of the log. */
    TestClusterException failure(String what, @Nullable Throwable cause) {
        return new TestClusterException(what + "; the end of its log:\n" + endOfLog(), cause);
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** Asks it to end, and after the grace ends it. Returns when it is gone. */
    void stop(Duration grace) {
        boolean interrupted = false;
        process.destroy();
        try {
            if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        // Only what cannot be killed would keep us here.
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook finds nothing to stop.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
