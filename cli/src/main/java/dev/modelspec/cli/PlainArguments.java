package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Understands the arguments of a command where there is only one way to, which is nearly always. The parser of options, picocli, has
 * to be loaded for the rest only: for what is wrong, asks for help or could mean something else. Loading it takes as long as checking
 * a file. A test holds the two together.
 */
abstract class PlainArguments {
    /** What is not an option, in its order. */
    final List<Path> paths = new ArrayList<>();

    private final Set<String> seen = new HashSet<>();

    /**
     * Reads what follows the name of the command.
     *
     * @return whether the arguments are plain; if they are not, picocli is to say what they are
     */
    final boolean read(String[] arguments) {
        try {
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
                        return false;
                    }
                    once(name);
                    set(name, value);
                }
            }
            return true;
        } catch (IllegalArgumentException notPlain) {
            return false;
        }
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-") && !argument.equals(InputFinder.STDIN_ARGUMENT);
    }

    /** Sets an option without a value; false if it is not one. */
    abstract boolean flag(String option);

    /** Sets an option with a value, or throws an {@link IllegalArgumentException} if it is none, or the value is wrong. */
    abstract void set(String option, String value);

    /** True, the first time that it is asked of an option. */
    final boolean once(String option) {
        if (!seen.add(option)) {
            throw new IllegalArgumentException(option);
        }
        return true;
    }

    /** The name of the constant that a value means. */
    static String upper(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
