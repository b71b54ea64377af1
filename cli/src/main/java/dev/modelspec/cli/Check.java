package dev.modelspec.cli;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.AuditedSpecs;
import dev.modelspec.audit.SpecOrder;
import dev.modelspec.audit.history.Baseline;
import dev.modelspec.audit.history.BaselineWriter;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.report.JsonReport;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.report.ReportHeader;
import dev.modelspec.engine.report.ReportWriter;
import dev.modelspec.engine.report.Summary;
import dev.modelspec.engine.report.TextReport;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run of {@code modelspec check}. */
final class Check implements Inspection.Sink {
    private final Console console;
    private final CheckOptions options;
    private final Progress progress;
    private final Inspection inspection;
    private final List<ReportWriter> reports = new ArrayList<>();
    private final List<AuditWriter> audits = new ArrayList<>();
    private final Summary summary = new Summary();
    private @Nullable AuditRun audit;
    private @Nullable Baseline baseline;

    Check(Console console, CheckOptions options, Failures failures) {
        this.console = console;
        this.options = options;
        this.progress = new Progress(console, options.paths());
        this.inspection = new Inspection(console, failures, progress);
    }

    /**
     * Checks everything and reports it.
     *
     * @return the exit code
     * @throws IOException if a report cannot be written
     */
    int run() throws IOException {
        var rules = new RuleChoice(options.profile(), options.policies(), console);
        Path given = options.reports().baseline();
        baseline = given == null ? null : new Baseline(WaiverFiles.source(given));
        try (Governance governance = rules.builder(options.schemaOnly(), options.timeLimit())
                        .waivers(WaiverFiles.read(options.reports().waivers()))
                        .build();
                var files = new ReportFiles(console)) {
            open(files);
            EvaluationContext context = options.context().context(console).with(new SpecReferences(options.paths()));
            if (!options.quiet()) {
                ContextChoice.sayWhatIsLeftOut(governance, context, console);
            }
            begin(governance, rules, context);
            var checker = new Checker(governance, context, console.in(), audit != null);
            inspection.run(new Pipeline(checker, options.jobs()), new InputFinder(options.paths()), this);
            if (options.failOn().fails(summary)) {
                inspection.worsen(ExitCode.FINDINGS);
            }
            boolean empty = summary.specs() == 0 && summary.unchecked().isEmpty() && !options.allowEmpty();
            if (empty) {
                inspection.worsen(ExitCode.USAGE);
            }
            end();
            files.commit();
            if (empty) {
                sayThatNothingWasFound();
            }
        }
        return inspection.exitCode();
    }

    private void open(ReportFiles files) throws IOException {
        for (ReportChoice choice : options.reports().reports()) {
            OutputStream out = files.open(choice.file());
            boolean coloured = choice.file() == null && options.color().coloured(console);
            switch (choice.format()) {
                case TEXT -> reports.add(new TextReport(out, coloured, options.quiet()));
                case JSON -> reports.add(new JsonReport(out));
                default -> audits.add(choice.format().writer(out, coloured));
            }
        }
        if (options.reports().newBaseline() != null) {
            audits.add(new BaselineWriter(files.open(options.reports().newBaseline())));
        }
    }

    private void begin(Governance governance, RuleChoice rules, EvaluationContext context) throws IOException {
        for (ReportWriter report : reports) {
            report.begin(new ReportHeader(Version.MODELSPEC, governance.profile()));
        }
        if (audits.isEmpty() && baseline == null) {
            return;
        }
        var header = new AuditHeader(
                Version.MODELSPEC,
                governance.profile(),
                audits.isEmpty() ? "" : rules.digest(),
                context.surface().id(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                SpecOrder.PATH,
                governance.rules(),
                List.of(),
                governance.waivers(),
                null,
                null);
        audit = new AuditRun(header, baseline, null, audits);
        audit.begin();
    }

    @Override
    public void judged(Outcome.Judged judged) throws IOException {
        boolean visible = judged.content().length > 0 && console.outIsTerminal() && !options.quiet();
        if (visible) {
            progress.hide();
        }
        Evaluation evaluation = audit == null ? judged.evaluation() : audited(audit, judged);
        summary.add(evaluation);
        for (ReportWriter report : reports) {
            report.add(evaluation, judged.content());
        }
        if (visible) {
            console.out().flush();
        }
    }

    /** The verdict without what is in the baseline. */
    private Evaluation audited(AuditRun run, Outcome.Judged judged) throws IOException {
        List<AuditedSpec> found = AuditedSpecs.of(judged.evaluation(), judged.content(), judged.digest());
        var specs = new ArrayList<SpecEvaluation>();
        for (int i = 0; i < found.size(); i++) {
            AuditedSpec spec = run.add(found.get(i));
            var open = spec.findings().stream()
                    .filter(finding -> finding.standing() == Standing.OPEN)
                    .map(AuditedFinding::finding)
                    .toList();
            SpecEvaluation evaluation = judged.evaluation().specs().get(i);
            summary.addBaseline(evaluation.findings().size() - open.size());
            specs.add(evaluation.with(open));
        }
        return new Evaluation(
                judged.evaluation().source(), specs, judged.evaluation().skipped());
    }

    @Override
    public void passedOver(int documents) {
        summary.skip(documents);
    }

    @Override
    public void unchecked(Unchecked source) {
        summary.add(source);
        if (audit != null) {
            audit.add(source);
        }
    }

    private void end() throws IOException {
        boolean silent = options.quiet() && inspection.exitCode() == ExitCode.COMPLIANT;
        for (ReportWriter report : reports) {
            if (!(silent && report instanceof TextReport)) {
                report.end(summary);
            }
        }
        if (audit != null) {
            audit.skip(summary.skipped());
            audit.end();
        }
        BaselineNotes.say(baseline, options.reports().baseline(), summary.unchecked(), console);
    }

    private void sayThatNothingWasFound() throws IOException {
        String where =
                options.paths().stream().map(Path::toString).map(Printable::of).collect(Collectors.joining(", "));
        console.complain("there is no ModelSpec in " + where
                + "\nA folder is searched for *.modelspec.yaml, .yml or .json, and for YAML or JSON of kind ModelSpec."
                + "\nIf there need not be one, say --allow-empty.");
    }
}
