package dev.modelspec.cli;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.AuditedSpecs;
import dev.modelspec.audit.SpecOrder;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.audit.framework.Frameworks;
import dev.modelspec.audit.history.PreviousAudit;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.waiver.Waiver;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of {@code modelspec audit}. */
final class Audit implements Inspection.Sink {
    private final Console console;
    private final AuditOptions options;
    private final Inspection inspection;
    private @Nullable AuditRun run;

    Audit(Console console, AuditOptions options, Failures failures) {
        this.console = console;
        this.options = options;
        this.inspection = new Inspection(console, failures, new Progress(console, options.paths()));
    }

    /**
     * Audits everything and reports it.
     *
     * @return the exit code
     * @throws IOException if a report cannot be written
     */
    int run() throws IOException {
        var rules = new RuleChoice(options.profile(), options.policies(), console);
        PreviousAudit previous = options.previous() == null ? null : new PreviousAudit(options.previous());
        try (var source = options.source();
                Governance governance = governance(rules, source);
                var outputs = new AuditOutputs(console, options.reports(), options.color(), options.signer())) {
            AuditHeader header = header(governance, rules, source.order(), previous);
            AuditRun audit = new AuditRun(header, outputs.baseline(), previous, outputs.writers());
            run = audit;
            audit.begin();
            inspect(governance, source);
            if (inspection.isCutShort()) {
                audit.cutShort();
            }
            AuditTotals totals = audit.end();
            if (options.failOn().fails(totals.specs().denied(), totals.specs().warned())) {
                inspection.worsen(ExitCode.FINDINGS);
            }
            source.remarks(console);
            outputs.commit(totals);
            sayIfEmpty(totals, source);
        }
        return inspection.exitCode();
    }

    private Clock clock() {
        return options.at() == null ? Clock.systemUTC() : Clock.fixed(options.at(), ZoneOffset.UTC);
    }

    /** What is wrong with a waiver in a file is for its author to mend now; one in a cluster excuses nobody. */
    private Governance governance(RuleChoice rules, AuditSource source) throws IOException {
        List<Waiver> given = WaiverFiles.read(options.reports().waivers());
        List<Waiver> all = new ArrayList<>(given);
        all.addAll(source.waivers());
        Governance governance = rules.builder(false, options.timeLimit())
                .surface(Surface.AUDIT)
                .clock(clock())
                .waivers(given)
                .build();
        if (all.size() > given.size()) {
            for (String problem : governance.useWaivers(all)) {
                console.complain("a waiver excuses nobody: " + problem);
            }
        }
        return governance;
    }

    private void inspect(Governance governance, AuditSource source) throws IOException {
        var context = options.context().context(Surface.AUDIT).with(source.dependencies());
        if (source instanceof AuditSource.OfFiles) {
            ContextChoice.sayWhatIsLeftOut(governance, context, console);
        }
        var checker = new Checker(governance, context, console.in(), true);
        Iterator<Input> inputs = source.inputs();
        if (options.shard() != null) {
            inputs = new ShardInputs(inputs, options.shard());
        }
        inspection.run(new Pipeline(checker, options.jobs()), inputs, this);
    }

    private AuditHeader header(
            Governance governance, RuleChoice rules, SpecOrder order, @Nullable PreviousAudit previous) {
        return new AuditHeader(
                Version.MODELSPEC,
                governance.profile(),
                rules.digest(),
                Surface.AUDIT.id(),
                clock().instant().truncatedTo(ChronoUnit.SECONDS),
                order,
                governance.rules(),
                frameworks(governance),
                governance.waivers(),
                options.shard(),
                previous == null ? null : previous.time());
    }

    private List<Framework> frameworks(Governance governance) {
        var reader = new Frameworks(
                governance.rules().stream().map(RuleInForce::rule).toList());
        List<String> names = options.frameworks().isEmpty() ? Frameworks.builtIn() : options.frameworks();
        return names.stream().distinct().sorted().map(reader::read).toList();
    }

    private AuditRun started() {
        if (run == null) {
            throw new IllegalStateException("not begun");
        }
        return run;
    }

    @Override
    public void judged(Outcome.Judged judged) throws IOException {
        for (AuditedSpec spec : AuditedSpecs.of(judged.evaluation(), judged.content(), judged.digest())) {
            started().add(spec);
        }
        started().skip(judged.evaluation().skipped());
    }

    @Override
    public void passedOver(int documents) {
        started().skip(documents);
    }

    @Override
    public void unchecked(Unchecked source) {
        started().add(source);
    }

    /** A shard may well have nothing to do. */
    private void sayIfEmpty(AuditTotals totals, AuditSource source) throws IOException {
        boolean empty = totals.specs().total() == 0 && totals.unchecked().isEmpty();
        if (empty && !options.allowEmpty() && options.shard() == null) {
            inspection.worsen(ExitCode.USAGE);
            console.complain(
                    "there is no ModelSpec in " + source.title() + "\nIf there need not be one, say --allow-empty.");
        }
    }
}
