package dev.modelspec.webhook.server;

import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /livez} and {@code /readyz}, in the form that Kubernetes gives its own. */
final class HealthHandlers {
    private final List<HealthCheck> checks;
    private volatile boolean stopping;

    HealthHandlers(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** From now on the server is not ready. */
    void stop() {
        stopping = true;
    }

    void live(Context http) {
        http.contentType("text/plain").result("ok");
    }

    void ready(Context http) {
        boolean ready = !stopping;
        var lines = new StringBuilder(stopping ? "[-]shutdown: the webhook is stopping\n" : "[+]shutdown ok\n");
        for (HealthCheck check : checks) {
            String problem = problem(check);
            if (problem == null) {
                lines.append("[+]").append(check.name()).append(" ok\n");
            } else {
                ready &= !check.needed();
                lines.append(check.needed() ? "[-]" : "[!]")
                        .append(check.name())
                        .append(": ");
                lines.append(problem.strip().replace("\n", "\n   ")).append('\n');
            }
        }
        lines.append("readyz check ").append(ready ? "passed" : "failed").append('\n');
        boolean verbose = http.queryParam("verbose") != null;
        http.status(ready ? 200 : 503)
                .contentType("text/plain; charset=utf-8")
                .result(ready && !verbose ? "ok" : lines.toString());
    }

    private static @Nullable String problem(HealthCheck check) {
        try {
            return check.problem().get();
        } catch (RuntimeException e) {
            return "it cannot be told: " + e;
        }
    }
}
