package dev.modelspec.cli;

import java.util.Locale;

/** When to use colours. */
enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;

    /** Whether to colour what goes to standard output. */
    boolean coloured(Console console) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                console.outIsTerminal()
                        && !console.isSet("NO_COLOR")
                        && !"dumb".equals(console.environment().get("TERM"));
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
