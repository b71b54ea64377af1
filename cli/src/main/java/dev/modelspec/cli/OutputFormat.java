package dev.modelspec.cli;

import java.util.Locale;

/** How to write what goes to standard output. */
enum OutputFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
