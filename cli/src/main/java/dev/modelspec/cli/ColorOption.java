package dev.modelspec.cli;

import picocli.CommandLine.Option;

/** {@code --color}. */
final class ColorOption {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description =
                    "Whether to use colours: ${COMPLETION-CANDIDATES}. auto means at a terminal, unless NO_COLOR is"
                            + " set. Default: ${DEFAULT-VALUE}.")
    ColorMode chosen = ColorMode.AUTO;

    boolean coloured(Console console) {
        return chosen.coloured(console);
    }
}
