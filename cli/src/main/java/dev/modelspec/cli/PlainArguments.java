package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands the arguments of {@code check} where there is only one way to, which is nearly always. The parser of options, picocli,
 * has to be loaded for the rest only: for what is wrong, asks for help or could mean something else. Loading it takes as long as
 * checking a file. A test holds the two together.
 */
final class PlainArguments {
    private final List<Path> paths = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
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

    private PlainArguments() {}

    /** The options, or null if picocli is to say what they are. */
    static @Nullable CheckOptions read(String... arguments) {
        if (arguments.length < 2 || !arguments[0].equals("check")) {
            return null;
        }
        try {
            return new PlainArguments().all(arguments);
        } catch (IllegalArgumentException notPlain) {
            return null;
        }
    }

    private @Nullable CheckOptions all(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!isOption(argument)) {
                paths.add(Path.of(argument));
            } else if (!flag(argument)) {
                int equals = argument.indexOf('=');
                String name = equals < 0 ? argument : argument.substring(0, equals);
                String value =
                        equals >= 0 ? argument.substring(equals + 1) : ++i < arguments.length ? arguments[i] : "";
                if (value.isEmpty() || isOption(value)) {
                    return null;
                }
                once(name);
                set(name, value);
            }
        }
        return paths.isEmpty() ? null : options();
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-") && !argument.equals(InputFinder.STDIN_ARGUMENT);
    }

    private boolean flag(String argument) {
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

    private boolean once(String option) {
        if (!seen.add(option)) {
            throw new IllegalArgumentException(option);
        }
        return true;
    }

    private void set(String option, String value) {
        switch (option) {
            case "--profile" -> profile = value;
            case "--policies" -> policies = PolicyOrigin.of(value);
            case "--surface" -> where = Where.valueOf(upper(value));
            case "--namespace" -> namespace = value;
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

    private static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
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
