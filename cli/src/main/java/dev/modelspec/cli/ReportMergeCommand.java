package dev.modelspec.cli;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.history.PreviousAudit;
import dev.modelspec.audit.merge.ShardReports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelspec report merge}. */
@Command(
        name = "merge",
        sortOptions = false,
        description = {
            "Joins the JSON reports of all shards of an audit to the report that one run would have written, in any formats."
                    + " A report that is whole by itself is written anew, in other formats or compared with another.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            ExitCode.COMPLIANT_HELP,
            ExitCode.FINDINGS_HELP,
            " 2:a report cannot be read, is not whole, or is of another audit",
            ExitCode.FAULT_HELP
        })
final class ReportMergeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "REPORT", arity = "1..*", description = "JSON reports, in any order.")
    private List<Path> files = List.of();

    @Mixin
    private ReportOutputOptions options = new ReportOutputOptions();

    @Mixin
    private ReportSigningOptions signing = new ReportSigningOptions();

    @Option(
            names = "--previous",
            paramLabel = "REPORT",
            description =
                    "A JSON report of before: say what is new, what is resolved, and since when the rest is there.")
    private @Nullable Path previous;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "deny",
            description = "Findings of which level make the exit code 1: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.DENY;

    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    ReportMergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ReportOptions.Reports reports = options.chosen(List.of());
        PreviousAudit before = previous == null ? null : new PreviousAudit(previous);
        try (var shards = new ShardReports(files);
                var outputs = new AuditOutputs(console, reports, color.chosen, signing.signer(reports))) {
            AuditHeader header =
                    before == null ? shards.header() : shards.header().comparedWith(before.time());
            var run = new AuditRun(header, outputs.baseline(), before, outputs.writers());
            run.begin();
            shards.into(run);
            AuditTotals totals = run.end();
            outputs.commit(totals);
            boolean fault = totals.unchecked().stream().anyMatch(source -> source.fault());
            int code = fault ? ExitCode.FAULT : totals.unchecked().isEmpty() ? ExitCode.COMPLIANT : ExitCode.USAGE;
            boolean fails = failOn.fails(totals.specs().denied(), totals.specs().warned());
            return Math.max(code, fails ? ExitCode.FINDINGS : ExitCode.COMPLIANT);
        }
    }
}
