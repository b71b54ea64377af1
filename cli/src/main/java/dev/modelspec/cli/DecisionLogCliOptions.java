package dev.modelspec.cli;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Connection;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where decisions are logged. */
final class DecisionLogCliOptions {
    @Option(
            names = "--decision-log",
            paramLabel = "stdout|FILE|URL",
            description = "Log each decision as a line of JSON, there. Default: nowhere.")
    private @Nullable String target;

    @Option(
            names = "--decision-log-mode",
            paramLabel = "MODE",
            defaultValue = "async",
            description =
                    "sync: answer only when the decision is sure to be logged; async: log it as soon as may be, and"
                            + " count what is lost. Default: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.ASYNC;

    @Option(
            names = "--decision-log-spill",
            paramLabel = "DIR",
            description = "Keep in this folder what cannot be delivered yet.")
    private @Nullable Path spill;

    @Option(names = "--decision-log-objects", description = "Log the object that was judged, without its secrets.")
    private boolean objects;

    @Option(
            names = "--decision-log-token",
            paramLabel = "FILE",
            description = "Send the token in this file with each delivery.")
    private @Nullable Path token;

    @Option(
            names = "--decision-log-ca",
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file, and no others, when decisions are delivered.")
    private @Nullable Path authorities;

    @Nullable
    DecisionLogOptions options(String replica, String version) {
        if (target == null) {
            if (spill != null || objects || token != null || authorities != null) {
                throw new IllegalArgumentException("options of the decision log need --decision-log");
            }
            return null;
        }
        return DecisionLogOptions.of(target, mode)
                .withSpill(spill)
                .withNames(replica, version)
                .withObjects(objects)
                .withConnection(new Connection(token, authorities, null, null));
    }
}
