package dev.modelspec.cli;

import picocli.CommandLine.Option;

/** {@code --format}. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to write it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    OutputFormat chosen = OutputFormat.TEXT;

    boolean isJson() {
        return chosen == OutputFormat.JSON;
    }
}
