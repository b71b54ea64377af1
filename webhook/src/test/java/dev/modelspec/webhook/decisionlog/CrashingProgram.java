package dev.modelspec.webhook.decisionlog;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Logs decisions in eight threads until somebody ends it, and says of each when it is logged. */
final class CrashingProgram {
    private CrashingProgram() {}

    /**
     * Runs.
     *
     * @param arguments the target, and the folder of the spill or nothing
     */
    public static void main(String[] arguments) {
        var options = DecisionLogOptions.of(arguments[0], Mode.SYNC).withLimits(Quick.LIMITS);
        DecisionLog log = DecisionLog.open(arguments.length > 1 ? options.withSpill(Path.of(arguments[1])) : options);
        IntStream.range(0, 8)
                .forEach(thread -> new Thread(() -> {
                            for (int i = 0; ; i++) {
                                String id = thread + "-" + i;
                                log.log(Decisions.denial(id));
                                System.out.println(id);
                            }
                        })
                        .start());
    }
}
