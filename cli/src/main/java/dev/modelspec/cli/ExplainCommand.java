package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.RuleExplainer;
import dev.modelspec.engine.governance.RuleExplanation;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.RuleSources;
import dev.modelspec.engine.report.ExplanationJson;
import dev.modelspec.engine.report.ExplanationText;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec explain}. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Shows why a rule does or does not find something in a spec: which of its expressions hold, and with which"
                    + " values, by OPA's own trace.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:explained, whatever the rule finds",
            " 1:rules are not asked, for the spec breaks its schema",
            " 2:wrong usage, profile or policies; the file cannot be read or has no such spec",
            ExitCode.FAULT_HELP
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "SPEC", description = "A file, or - for standard input.")
    private Path file = Path.of("");

    @Option(
            names = "--rule",
            paramLabel = "ID",
            required = true,
            description = "The rule, such as privacy/pii-declared.")
    private String id = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Explain only the spec with this `metadata.name`, if the file has several.")
    private @Nullable String name;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private ContextOptions context = new ContextOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        EvaluationContext surroundings = surroundings();
        PolicyOrigin policies = rules.policies();
        Source source = source();
        PolicyBundle bundle = RuleChoice.of(rules, console).bundle();
        RuleMetadata rule = bundle.catalog().rule(id).orElseThrow(() -> unknown(bundle.catalog()));
        RuleSources sources =
                policies == null ? RuleSources.builtIn(rule) : RuleSources.of(rule, Bundles.sources(policies, console));
        Profile profile = Profile.read(rules.profile, bundle.catalog(), bundle.profiles());
        List<RuleExplanation> explanations;
        try (var toolchain = new RegoToolchain();
                var explainer = new RuleExplainer(bundle, rule, sources, profile, toolchain, CheckOptions.TIME_LIMIT)) {
            explanations = explainer.explain(source, surroundings, name);
        }
        if (explanations.isEmpty()) {
            throw new ConfigurationException(
                    source.name() + " has no ModelSpec" + (name == null ? "" : " with the name " + name), List.of());
        }
        if (format.isJson()) {
            new ExplanationJson(console.out(), sources).write(rule, explanations);
        } else {
            new ExplanationText(console.out(), color.coloured(console), sources).write(explanations);
        }
        return explanations.stream().mapToInt(ExplainCommand::exitCode).max().orElseThrow();
    }

    private static int exitCode(RuleExplanation explanation) {
        RuleExplanation.Answer answer = explanation.answer();
        return answer == null ? ExitCode.FINDINGS : answer.fault() == null ? ExitCode.COMPLIANT : ExitCode.FAULT;
    }

    private EvaluationContext surroundings() {
        try {
            EvaluationContext known = context.choice().context(console);
            return isStandardInput() ? known : known.with(new SpecReferences(List.of(file)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isStandardInput() {
        return file.toString().equals(InputFinder.STDIN_ARGUMENT);
    }

    private Source source() {
        String source = isStandardInput() ? InputFinder.STDIN_NAME : file.toString();
        try (InputStream in = isStandardInput() ? console.in() : Files.newInputStream(file)) {
            return new Source(source, in.readNBytes(SpecParser.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new ConfigurationException(source + ": " + IoMessages.explain(e), List.of());
        }
    }

    private ParameterException unknown(RuleCatalog catalog) {
        List<String> known = catalog.rules().stream().map(RuleMetadata::id).toList();
        return new ParameterException(spec.commandLine(), UnknownRule.message(id, known));
    }
}
