package dev.modelspec.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a command that ended has left: its exit code, and what it wrote to its two streams, as UTF-8. */
public record CommandResult(int exitCode, String stdout, String stderr) {
    private static final int SECONDS = 120;

    /**
     * Runs a command to its end, at most two minutes.
     *
     * @param folder for its temporary files; it is also where the command runs
     * @param environment what it has besides what we have
     * @param input what it reads on its standard input
     * @throws TestClusterException if it cannot be started or does not end
     */
    static CommandResult of(List<String> command, Path folder, Map<String, String> environment, String input) {
        try {
            Path in = Files.writeString(Files.createTempFile(folder, "in-", ""), input);
            Path out = Files.createTempFile(folder, "out-", "");
            Path err = Files.createTempFile(folder, "err-", "");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    throw new TestClusterException(
                            command + " has not ended after " + SECONDS + " s; it wrote: " + Files.readString(err),
                            null);
                }
                return new CommandResult(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                for (Path file : List.of(in, out, err)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new TestClusterException(command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestClusterException(command + " was interrupted", e);
        }
    }

    /**
     * What it wrote to its standard output.
     *
     * @throws TestClusterException if it failed
     */
    public String stdoutOrThrow() {
        if (exitCode != 0) {
            throw new TestClusterException("exit code " + exitCode + ": " + stderr + stdout, null);
        }
        return stdout;
    }
}
