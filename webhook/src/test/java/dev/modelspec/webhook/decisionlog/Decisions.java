package dev.modelspec.webhook.decisionlog;

import dev.modelspec.webhook.decisionlog.LoggedDecision.Bundle;
import dev.modelspec.webhook.decisionlog.LoggedDecision.Finding;
import dev.modelspec.webhook.decisionlog.LoggedDecision.ObjectRef;
import dev.modelspec.webhook.decisionlog.LoggedDecision.User;
import dev.modelspec.webhook.decisionlog.LoggedDecision.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions to log, and what was logged. */
final class Decisions {
    static final String DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Decisions() {}

    /** A denial with this id. */
    static LoggedDecision denial(String id) {
        return denial(id, "support-chat", "Logs are kept for 400 days, 90 at most are allowed.", null);
    }

    static LoggedDecision denial(String id, String name, String message, @Nullable JsonNode object) {
        var durations = new LinkedHashMap<String, Duration>();
        durations.put("total", Duration.ofNanos(1_710_000));
        durations.put("parse", Duration.ofNanos(320_500));
        return new LoggedDecision(
                Instant.parse("2026-11-25T09:30:00.123456Z"),
                id,
                "CREATE",
                new ObjectRef("piqc.ai", "v1alpha1", "ModelSpec", "modelspecs", null, "team-a", name),
                false,
                new User("system:serviceaccount:team-a:deployer", List.of("system:authenticated")),
                Verdict.DENY,
                403,
                null,
                List.of(new Finding(
                        "retention/logs-max-days",
                        "deny",
                        "medium",
                        "/spec/governance/compliance/retention/logsDays",
                        message)),
                "baseline",
                new Bundle(DIGEST, "1.4"),
                List.of(),
                durations,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                object);
    }

    /** An error about which nothing else is known. */
    static LoggedDecision error(String id, String message) {
        return new LoggedDecision(
                Instant.parse("2026-11-25T09:30:00Z"),
                id,
                null,
                new ObjectRef(null, null, null, null, null, null, null),
                true,
                new User(null, List.of()),
                Verdict.ERROR,
                500,
                message,
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                null);
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** The ids of the lines of a file, in order. Every line must be whole. */
    static List<String> ids(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Decisions::id).toList()
                : List.of();
    }

    static String id(String line) {
        return json(line).path("decision_id").asString();
    }

    /** Waits until something holds. */
    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(2);
        }
    }
}
