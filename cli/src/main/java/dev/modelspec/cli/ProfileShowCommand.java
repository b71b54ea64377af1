package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.ResolvedProfile;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.ProfileJson;
import dev.modelspec.engine.report.ProfileText;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.spec.UnreadableDocument;
import dev.modelspec.rego.RuleCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** {@code modelspec profile show}. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Shows a profile with all that it extends: the level and the parameters of each rule, and where each is chosen.",
            ""
        })
final class ProfileShowCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PROFILE",
            arity = "0..1",
            defaultValue = CheckOptions.PROFILE,
            description = "The name of a built-in profile, or a file. Default: ${DEFAULT-VALUE}.")
    private String profile = CheckOptions.PROFILE;

    @Option(
            names = "--resolved",
            paramLabel = "SPEC",
            description = "Show what applies to the specs in this file, and which overrides do so and why.")
    private @Nullable Path resolved;

    @Mixin
    private ContextOptions context = new ContextOptions();

    @Option(
            names = "--policies",
            paramLabel = "DIR|FILE|URL",
            description = "Rules of your own, as for check; profiles may come with them.")
    private @Nullable String place;

    @Mixin
    private PolicyOptions asked = new PolicyOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    ProfileShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        EvaluationContext surroundings = surroundings();
        if (resolved == null && context.given()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--surface, --namespace and --namespace-label say where specs are: name some with --resolved");
        }
        PolicyOrigin policies = place == null ? null : asked.at(place);
        PolicyBundle bundle = new RuleChoice(profile, policies, console).bundle();
        RuleCatalog catalog = bundle.catalog();
        Profile read = Profile.read(profile, catalog, bundle.profiles());
        if (resolved != null) {
            return resolve(resolved, read, surroundings, catalog);
        }
        if (format.isJson()) {
            new ProfileJson(console.out()).show(read, catalog);
        } else {
            new ProfileText(console.out(), color.coloured(console)).show(read, catalog);
        }
        return ExitCode.COMPLIANT;
    }

    private EvaluationContext surroundings() {
        try {
            return context.choice().context(console);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int resolve(Path file, Profile read, EvaluationContext surroundings, RuleCatalog catalog)
            throws IOException {
        List<ParsedDocument> documents = documents(file);
        var specs = new LinkedHashMap<ParsedSpec, ResolvedProfile>();
        boolean all = true;
        for (ParsedDocument document : documents) {
            if (document instanceof ParsedSpec each) {
                specs.put(each, read.resolve(each, surroundings));
            } else if (document instanceof UnreadableDocument unreadable) {
                all = false;
                console.complain(name(file) + " has a document that cannot be read, number " + unreadable.index()
                        + "; `modelspec check` says why");
            }
        }
        if (specs.isEmpty()) {
            throw new ConfigurationException(
                    name(file) + " has no ModelSpec that can be read; `modelspec check` says why", List.of());
        }
        if (format.isJson()) {
            new ProfileJson(console.out()).resolved(specs, catalog);
        } else {
            var text = new ProfileText(console.out(), color.coloured(console));
            String separator = "";
            for (var each : specs.entrySet()) {
                ParsedSpec one = each.getKey();
                console.out().write(separator.getBytes(StandardCharsets.UTF_8));
                text.resolved(
                        each.getValue(),
                        catalog,
                        one.source()
                                + (documents.size() == 1 ? "" : ", document " + one.index())
                                + (one.name() == null ? "" : ": " + one.name()));
                separator = "\n";
            }
        }
        return all ? ExitCode.COMPLIANT : ExitCode.FINDINGS;
    }

    private static String name(Path file) {
        return file.toString().equals(InputFinder.STDIN_ARGUMENT) ? InputFinder.STDIN_NAME : file.toString();
    }

    private List<ParsedDocument> documents(Path file) {
        boolean standardInput = file.toString().equals(InputFinder.STDIN_ARGUMENT);
        try (InputStream in = standardInput ? console.in() : Files.newInputStream(file)) {
            return SpecParser.ofModelSpecs().parse(new Source(name(file), in.readNBytes(SpecParser.MAX_BYTES + 1)));
        } catch (IOException e) {
            throw new ConfigurationException(name(file) + ": " + IoMessages.explain(e), List.of());
        }
    }
}
