package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what to report, where, and what not to count. */
final class ReportOptions {
    @Mixin
    private ReportOutputOptions outputs = new ReportOutputOptions();

    @Option(
            names = "--waivers",
            paramLabel = "FILE|DIR",
            description = "Waivers, which excuse a spec from a rule for a time. May be given several times.")
    private List<Path> waivers = List.of();

    /** What was chosen. */
    Reports chosen() {
        return outputs.chosen(waivers);
    }

    /**
     * What to report, and what not to count.
     *
     * @param reports at least one
     * @param waivers files and folders
     * @param baseline what does not count; null for nothing
     * @param newBaseline where to write what is found; null for nowhere
     */
    record Reports(
            List<ReportChoice> reports,
            List<Path> waivers,
            @Nullable Path baseline,
            @Nullable Path newBaseline) {
        Reports {
            reports = List.copyOf(reports);
            waivers = List.copyOf(waivers);
        }
    }
}
