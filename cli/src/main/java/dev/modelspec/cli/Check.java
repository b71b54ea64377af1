package dev.modelspec.cli;

import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.report.JsonReport;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.report.ReportHeader;
import dev.modelspec.engine.report.ReportWriter;
import dev.modelspec.engine.report.Summary;
import dev.modelspec.engine.report.TextReport;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A run of {@code modelspec check}. */
final class Check {
    private final Console console;
    private final CheckOptions options;
    private final Failures failures;
    private final ReportWriter report;
    private final Progress progress;
    private final Summary summary = new Summary();
    private int exitCode = ExitCode.COMPLIANT;

    Check(Console console, CheckOptions options, Failures failures) {
        this.console = console;
        this.options = options;
        this.failures = failures;
        this.progress = new Progress(console, options.paths());
        this.report = options.format() == OutputFormat.JSON
                ? new JsonReport(console.out())
                : new TextReport(console.out(), options.color().coloured(console), options.quiet());
    }

    /**
     * Checks everything and reports it.
     *
     * @return the exit code
     * @throws IOException if the report cannot be written
     */
    int run() throws IOException {
        try (Governance governance = new RuleChoice(options.profile(), options.policies(), console)
                .governance(options.schemaOnly(), options.timeLimit())) {
            report.begin(new ReportHeader(Version.MODELSPEC, governance.profile()));
            var context = options.context().context(console).with(new SpecReferences(options.paths()));
            new Pipeline(new Checker(governance, context, console.in()), options.jobs())
                    .run(new InputFinder(options.paths()), this::take);
        }
        progress.hide();
        if (options.failOn().fails(summary)) {
            worsen(ExitCode.FINDINGS);
        }
        boolean empty = summary.specs() == 0 && summary.unchecked().isEmpty() && !options.allowEmpty();
        if (empty) {
            worsen(ExitCode.USAGE);
        }
        boolean silent = options.quiet() && options.format() == OutputFormat.TEXT && exitCode == ExitCode.COMPLIANT;
        if (!silent) {
            report.end(summary);
        }
        if (empty) {
            sayThatNothingWasFound();
        }
        return exitCode;
    }

    private boolean take(Outcome outcome) throws IOException {
        progress.step();
        if (outcome instanceof Outcome.Judged judged) {
            boolean visible = judged.content().length > 0 && console.outIsTerminal() && !options.quiet();
            if (visible) {
                progress.hide();
            }
            summary.add(judged.evaluation());
            report.add(judged.evaluation(), judged.content());
            if (visible) {
                console.out().flush();
            }
            return true;
        } else if (outcome instanceof Outcome.PassedOver passedOver) {
            summary.skip(passedOver.documents());
            return true;
        }
        return takeFailure((Outcome.Failed) outcome);
    }

    /** Other files are checked all the same, unless the fault is ours: then it would only repeat itself. */
    private boolean takeFailure(Outcome.Failed failed) throws IOException {
        progress.hide();
        Unchecked unchecked = failed.unchecked();
        summary.add(unchecked);
        String message = Printable.of(unchecked.source()) + ": " + unchecked.reason();
        if (unchecked.fault()) {
            worsen(ExitCode.FAULT);
            failures.fault(message, failed.thrown());
        } else {
            worsen(ExitCode.USAGE);
            console.complain(message);
        }
        return !unchecked.fault();
    }

    private void worsen(int code) {
        exitCode = Math.max(exitCode, code);
    }

    private void sayThatNothingWasFound() throws IOException {
        String where =
                options.paths().stream().map(Path::toString).map(Printable::of).collect(Collectors.joining(", "));
        console.complain("there is no ModelSpec in " + where
                + "\nA folder is searched for *.modelspec.yaml, .yml or .json, and for YAML or JSON of kind ModelSpec."
                + "\nIf there need not be one, say --allow-empty.");
    }
}
