package dev.modelspec.cli;

import dev.modelspec.audit.Shard;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec audit}. */
@Command(
        name = "audit",
        sortOptions = false,
        description = {
            "Reports how ModelSpecs stand to the rules: by spec, rule, control, owner and severity, what passes as well as"
                    + " what does not, and what changed since the last report.",
            "",
            "Specs are found as `modelspec check` finds them. A report in a file takes the place of an old one when it is"
                    + " whole.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {ExitCode.COMPLIANT_HELP, ExitCode.FINDINGS_HELP, ExitCode.USAGE_HELP, ExitCode.FAULT_HELP})
final class AuditCommand implements Callable<Integer> {
    private static final Pattern SHARD = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    private final Console console;
    private final Failures failures;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files and folders to audit.")
    private List<Path> paths = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description =
                    "Of a cluster, audit this namespace only; may be given several times. Of files, the namespace that"
                            + " their specs are for.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--namespace-label",
            paramLabel = "NAME=VALUE",
            description = "Of files, a label of that namespace. May be given several times.")
    private List<String> namespaceLabels = List.of();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--framework",
            paramLabel = "NAME|FILE",
            description = "Report by the controls of a framework: eu-ai-act, gdpr, iso-42001, nist-ai-rmf, soc-2, or a"
                    + " file. May be given several times. Default: all of these.")
    private List<String> frameworks = List.of();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = "--previous",
            paramLabel = "REPORT",
            description =
                    "A JSON report of before: say what is new, what is resolved, and since when the rest is there.")
    private @Nullable Path previous;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Audit the I-th of N parts, which `modelspec report merge` joins.")
    private @Nullable String shard;

    @Mixin
    private ReportSigningOptions signing = new ReportSigningOptions();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Audit as of this time, such as 2027-01-31T00:00:00Z: which waivers hold, and what rules are"
                    + " told is the time. Default: now.")
    private @Nullable String at;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "deny",
            description = "Findings of which level make the exit code 1: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.DENY;

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--allow-empty", description = "Let it pass that no spec is found.")
    private boolean allowEmpty;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = CheckOptions.SECONDS,
            description = "How long the rules may take for one spec. Default: ${DEFAULT-VALUE}.")
    private double timeLimit;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many files to check at the same time. Default: one for each processor.")
    private @Nullable Integer jobs;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    AuditCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws Exception {
        return new Audit(console, options(), failures).run();
    }

    private AuditOptions options() {
        ReportOptions.Reports chosen = reports.chosen();
        var live = cluster.chosen(namespaces);
        if (paths.isEmpty() == (live == null)) {
            throw wrong("Say what to audit: files and folders, or --cluster");
        }
        if (live == null && namespaces.size() > 1) {
            throw wrong("specs in files are for one --namespace at most");
        }
        if (shard != null && (previous != null || chosen.baseline() != null || chosen.newBaseline() != null)) {
            throw wrong("--previous, --baseline and --write-baseline are for all specs, and --shard is a part of them:"
                    + " say them to `modelspec report merge`");
        }
        try {
            return new AuditOptions(
                    paths,
                    live,
                    rules.profile,
                    rules.policies(),
                    surroundings(live == null),
                    chosen,
                    frameworks,
                    previous,
                    shard == null ? null : shard(shard),
                    signing.signer(chosen),
                    at == null ? null : time(at),
                    failOn,
                    color.chosen,
                    allowEmpty,
                    jobs == null ? Runtime.getRuntime().availableProcessors() : CheckOptions.jobs(jobs),
                    CheckOptions.timeLimit(timeLimit));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ContextChoice surroundings(boolean ofFiles) {
        if (!ofFiles && !namespaceLabels.isEmpty()) {
            throw new IllegalArgumentException("--namespace-label is for files: a cluster tells its labels itself");
        }
        String namespace = ofFiles && !namespaces.isEmpty() ? namespaces.get(0) : null;
        return new ContextChoice(null, namespace, ContextChoice.labels(namespaceLabels));
    }

    private static Shard shard(String written) {
        Matcher parts = SHARD.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException("--shard must be I/N, such as 1/4, not " + written);
        }
        try {
            return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--shard: " + e.getMessage(), e);
        }
    }

    private static Instant time(String written) {
        try {
            return Instant.parse(written);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--at must be a time in UTC, such as 2027-01-31T00:00:00Z, not " + written, e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
