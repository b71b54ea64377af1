package dev.modelspec.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Does what people do most. The launcher runs it once, for Java to keep the classes that it needs. */
final class Training {
    private Training() {}

    /**
     * Runs.
     *
     * @param arguments the absolute path of a folder to work in, that is not there, a folder of specs, and one of policies
     */
    public static void main(String[] arguments) throws InterruptedException {
        String examples = arguments[1];
        String policies = arguments[2];
        String rules = arguments[0] + "/rules";
        Console silent = new Console(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Map.of("XDG_CACHE_HOME", arguments[0] + "/cache"),
                true,
                true);
        List.of(
                        List.of("check", examples),
                        List.of("check", "--profile", "regulated", examples),
                        List.of("check", "--format", "json", examples),
                        List.of("check", "--debug", examples),
                        List.of("new", "rule", "training/example", "--in", rules),
                        List.of("test", rules),
                        List.of("test", policies),
                        List.of("lint", rules),
                        List.of("fmt", "--check", rules),
                        List.of("check", "--policies", rules, examples),
                        List.of("rules"),
                        List.of("rules", "show", "retention/logs-max-days"),
                        List.of("check", "--help"),
                        List.of("--version"))
                .forEach(command -> Modelspec.run(silent, command.toArray(String[]::new)));
        awaitCompiler();
    }

    /**
     * Waits until Java compiles nothing, for at most half a minute. Of a method that waits to be compiled when the classes are kept,
     * JDK 17 keeps that it waits: whoever loads it interprets it for ever.
     */
    static void awaitCompiler() throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long before = -1;
        for (int i = 0; i < 60 && compiler.getTotalCompilationTime() != before; i++) {
            before = compiler.getTotalCompilationTime();
            Thread.sleep(500);
        }
    }
}
