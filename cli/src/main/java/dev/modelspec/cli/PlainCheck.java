package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain arguments of {@code check}. */
final class PlainCheck extends PlainArguments {
    private ReportFormat format = ReportFormat.TEXT;
    private String profile = CheckOptions.PROFILE;
    private @Nullable PolicyOrigin policies;
    private @Nullable Where where;
    private @Nullable String namespace;
    private boolean schemaOnly;
    private FailOn failOn = FailOn.DENY;
    private boolean quiet;
    private ColorMode color = ColorMode.AUTO;
    private boolean allowEmpty;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private Duration timeLimit = CheckOptions.TIME_LIMIT;

    private PlainCheck() {}

    /** The options, or null if picocli is to say what they are. */
    static @Nullable CheckOptions of(String... arguments) {
        var plain = new PlainCheck();
        boolean checks = arguments.length > 0 && arguments[0].equals("check");
        return checks && plain.read(arguments) && !plain.paths.isEmpty() ? plain.options() : null;
    }

    @Override
    boolean flag(String argument) {
        switch (argument) {
            case "-q", "--quiet" -> quiet = once("--quiet");
            case "--schema-only" -> schemaOnly = once(argument);
            case "--allow-empty" -> allowEmpty = once(argument);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    void set(String option, String value) {
        switch (option) {
            case "--profile" -> profile = value;
            case "--policies" -> policies = PolicyOrigin.of(value);
            case "--surface" -> where = Where.valueOf(upper(value));
            case "--namespace" -> namespace = ContextChoice.requireNamespace(value);
            case "--format" -> format = plain(ReportFormat.valueOf(upper(value)));
            case "--fail-on" -> failOn = FailOn.valueOf(upper(value));
            case "--color" -> color = ColorMode.valueOf(upper(value));
            case "--jobs" -> jobs = CheckOptions.jobs(Integer.parseInt(value));
            case "--time-limit" -> timeLimit = CheckOptions.timeLimit(Double.parseDouble(value));
            default -> throw new IllegalArgumentException(option);
        }
    }

    /** Those that check writes by itself; the others need more classes than picocli. */
    private static ReportFormat plain(ReportFormat wanted) {
        if (wanted != ReportFormat.TEXT && wanted != ReportFormat.JSON) {
            throw new IllegalArgumentException("--format");
        }
        return wanted;
    }

    private CheckOptions options() {
        ContextChoice context = where == null && namespace == null
                ? ContextChoice.NOTHING
                : new ContextChoice(where, namespace, Map.of());
        return new CheckOptions(
                paths,
                new ReportOptions.Reports(List.of(new ReportChoice(format, null)), List.of(), null, null),
                profile,
                policies,
                context,
                schemaOnly,
                failOn,
                quiet,
                color,
                allowEmpty,
                jobs,
                timeLimit);
    }
}
