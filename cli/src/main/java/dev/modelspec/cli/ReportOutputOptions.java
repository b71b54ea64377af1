package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what to report, where, and what is new. */
final class ReportOutputOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT[=FILE]",
            converter = ReportChoice.Converter.class,
            description = "How to report, and where to: standard output if no file is named, which can take one report."
                    + " May be given several times. Formats: text, json, sarif, junit, github, markdown, csv, oscal,"
                    + " openreports, html. Default: text.")
    private List<ReportChoice> formats = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Count only findings that are not in this baseline.")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write what is found, and not waived, as a baseline.")
    private @Nullable Path newBaseline;

    /**
     * What was chosen.
     *
     * @param waivers files and folders
     */
    ReportOptions.Reports chosen(List<Path> waivers) {
        List<ReportChoice> reports = formats.isEmpty() ? List.of(ReportChoice.TEXT) : formats;
        var places = new HashSet<@Nullable Path>();
        for (ReportChoice report : reports) {
            Path file = report.file() == null
                    ? null
                    : report.file().toAbsolutePath().normalize();
            if (!places.add(file)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "two reports are to go to " + (file == null ? "standard output" : report.file())
                                + "; write --format FORMAT=FILE, each with a file of its own");
            }
        }
        return new ReportOptions.Reports(reports, waivers, baseline, newBaseline);
    }
}
