package dev.modelspec.cli;

import dev.modelspec.engine.bundle.LoadedPolicies;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.PartDifference;
import dev.modelspec.engine.governance.PolicyDifferences;
import dev.modelspec.engine.governance.PolicyParts;
import dev.modelspec.engine.governance.RuleDifference;
import dev.modelspec.engine.governance.SpecDifference;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.report.DifferencesJson;
import dev.modelspec.engine.report.DifferencesText;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelspec bundle diff}. */
@Command(
        name = "diff",
        sortOptions = false,
        description = {
            "Shows which rules come, go or change when one set of policies takes the place of another, which libraries,"
                    + " data and profiles do, and whose verdict changes.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {" 0:nothing differs", " 1:something differs", ExitCode.USAGE_HELP, ExitCode.FAULT_HELP})
final class BundleDiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "A folder, the file of a bundle, or an HTTPS URL of one.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "What takes its place.")
    private String after = "";

    @Parameters(index = "2..*", paramLabel = "SPEC", description = "Files and folders of specs to judge by both.")
    private List<Path> specs = List.of();

    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            defaultValue = CheckOptions.PROFILE,
            description = "Which profile says what each rule does, in both. Default: ${DEFAULT-VALUE}.")
    private String profile = CheckOptions.PROFILE;

    @Option(
            names = "--surface",
            paramLabel = "WHERE",
            description =
                    "Where specs are judged: ${COMPLETION-CANDIDATES}. Levels are compared for all of them. Default: ci if the"
                            + " variable CI is set, else cli.")
    private @Nullable Surface surface;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private PolicyOptions policies = new PolicyOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    BundleDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (specs.contains(Path.of(InputFinder.STDIN_ARGUMENT))) {
            throw policies.wrong("specs are read twice, which standard input cannot be: give files or folders");
        }
        List<PolicyOrigin> origins = policies.at(List.of(before, after));
        PolicyOrigin one = origins.get(0);
        PolicyOrigin other = origins.get(1);
        if (one.digest() != null) {
            throw policies.wrong("two bundles cannot both have the digest of --digest: verify them with"
                    + " `modelspec bundle verify` first");
        }
        PolicyParts oldParts = parts(one);
        PolicyParts newParts = parts(other);
        try (Governance old = governance(oldParts);
                Governance now = governance(newParts)) {
            List<RuleDifference> rules = PolicyDifferences.ofRules(old.rules(), now.rules(), oldParts, newParts);
            List<PartDifference> parts = PolicyParts.differences(oldParts, newParts);
            List<SpecDifference> verdicts = specs.isEmpty() ? List.of() : verdicts(old, now);
            if (format.isJson()) {
                new DifferencesJson(console.out()).write(now.profile(), rules, parts, verdicts);
            } else {
                new DifferencesText(console.out(), ColorMode.AUTO.coloured(console)).write(rules, parts, verdicts);
            }
            return rules.isEmpty() && parts.isEmpty() && verdicts.isEmpty() ? ExitCode.COMPLIANT : ExitCode.FINDINGS;
        }
    }

    private PolicyParts parts(PolicyOrigin origin) {
        LoadedPolicies loaded = Bundles.loadWithRego(origin, console);
        return new PolicyParts(loaded.rego().get(), loaded.policies(), () -> {
            try (RegoToolchain toolchain = new RegoToolchain()) {
                return loaded.wasm().apply(new CustomPolicies(toolchain, null));
            }
        });
    }

    private Governance governance(PolicyParts parts) {
        return Governance.builder()
                .policies(parts.policies())
                .profile(profile)
                .surface(surface())
                .build();
    }

    private Surface surface() {
        return surface == null ? Where.guess(console).surface() : surface;
    }

    private List<SpecDifference> verdicts(Governance old, Governance now) throws IOException {
        List<Evaluation> was = judge(old);
        List<Evaluation> is = judge(now);
        var differences = new ArrayList<SpecDifference>();
        for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
            differences.addAll(PolicyDifferences.ofSpecs(was.get(i), is.get(i)));
        }
        return differences;
    }

    private List<Evaluation> judge(Governance governance) throws IOException {
        var evaluations = new ArrayList<Evaluation>();
        int jobs = Runtime.getRuntime().availableProcessors();
        var context = EvaluationContext.of(surface()).with(new SpecReferences(specs));
        new Pipeline(new Checker(governance, context, console.in(), false), jobs)
                .run(new InputFinder(specs), outcome -> {
                    if (outcome instanceof Outcome.Failed failed) {
                        throw new ConfigurationException(
                                failed.unchecked().source() + ": "
                                        + failed.unchecked().reason(),
                                List.of());
                    }
                    if (outcome instanceof Outcome.Judged judged) {
                        evaluations.add(judged.evaluation());
                    }
                    return true;
                });
        if (evaluations.isEmpty()) {
            throw new ConfigurationException("There is no ModelSpec in what was given to judge", List.of());
        }
        return evaluations;
    }
}
