package dev.modelspec.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The plain arguments of {@code test}. */
final class PlainTest extends PlainArguments {
    private @Nullable String only;
    private Duration timeout = TestOptions.TIMEOUT;
    private boolean coverage;
    private @Nullable Double threshold;
    private @Nullable Path lcov;
    private @Nullable Path junit;
    private boolean compiled;
    private boolean watch;
    private OutputFormat format = OutputFormat.TEXT;
    private boolean quiet;
    private ColorMode color = ColorMode.AUTO;

    private PlainTest() {}

    /** The options, or null if picocli is to say what they are. */
    static @Nullable TestOptions of(String... arguments) {
        var plain = new PlainTest();
        boolean tests = arguments.length > 0 && arguments[0].equals("test");
        try {
            return tests && plain.read(arguments) && plain.paths.size() <= 1 ? plain.options() : null;
        } catch (IllegalArgumentException theyDoNotFit) {
            return null;
        }
    }

    @Override
    boolean flag(String argument) {
        switch (argument) {
            case "-q", "--quiet" -> quiet = once("--quiet");
            case "--coverage" -> coverage = once(argument);
            case "--compiled" -> compiled = once(argument);
            case "--watch" -> watch = once(argument);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    void set(String option, String value) {
        switch (option) {
            case "--run" -> only = TestOptions.only(value);
            case "--timeout" -> timeout = TestOptions.timeout(Double.parseDouble(value));
            case "--threshold" -> threshold = TestOptions.threshold(Double.parseDouble(value));
            case "--lcov" -> lcov = Path.of(value);
            case "--junit" -> junit = Path.of(value);
            case "--format" -> format = OutputFormat.valueOf(upper(value));
            case "--color" -> color = ColorMode.valueOf(upper(value));
            default -> throw new IllegalArgumentException(option);
        }
    }

    private TestOptions options() {
        return new TestOptions(
                paths.isEmpty() ? Path.of(".") : paths.get(0),
                only,
                timeout,
                coverage,
                threshold,
                lcov,
                junit,
                compiled,
                watch,
                format,
                quiet,
                color);
    }
}
