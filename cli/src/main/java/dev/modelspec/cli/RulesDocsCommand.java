package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.report.ProfileColumn;
import dev.modelspec.engine.report.RuleIndex;
import dev.modelspec.engine.report.RulePage;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code modelspec rules docs}. */
@Command(
        name = "docs",
        sortOptions = false,
        description = {
            "Writes a page of Markdown for each rule, and README.md, which lists them. Files that are there already are"
                    + " replaced if they have the name of a page, and left alone if not.",
            ""
        })
final class RulesDocsCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "A folder with rules of your own: writes their pages, and not those of the built-in rules.")
    private @Nullable Path folder;

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path output = Path.of("");

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    RulesDocsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        var text = new StringBuilder();
        // All are made before the first is written: what is wrong with the last leaves nothing half-written.
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Path file = output.resolve(page.getKey());
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new ConfigurationException(file + " cannot be written: " + IoMessages.explain(e), List.of());
            }
            OutputFiles.write(file, page.getValue().getBytes(StandardCharsets.UTF_8));
            text.append("wrote ").append(Printable.of(file.toString())).append('\n');
        }
        console.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }

    /** Texts by path. */
    private Map<String, String> pages() throws IOException {
        PolicyBundle builtIn = PolicyBundle.builtIn();
        PolicyBundle bundle = folder == null ? builtIn : Bundles.load(PolicyOrigin.of(folder.toString()), console);
        List<RuleMetadata> rules = bundle.catalog().rules().stream()
                .filter(rule ->
                        folder == null || builtIn.catalog().rule(rule.id()).isEmpty())
                .toList();
        Set<String> names = new LinkedHashSet<>(PolicyBundle.builtInProfiles());
        names.addAll(bundle.profiles().keySet());
        var columns = new ArrayList<ProfileColumn>();
        var evaluators = new ArrayList<Governance>();
        try {
            for (String name : names) {
                columns.add(ProfileColumn.of(name, bundle.catalog(), bundle.profiles()));
                evaluators.add(
                        Governance.builder().policies(bundle).profile(name).build());
            }
            var examples = new RuleExamples(folder, evaluators);
            var pages = new TreeMap<String, String>();
            pages.put("README.md", RuleIndex.of(rules, columns));
            for (RuleMetadata rule : rules) {
                pages.put(rule.id() + ".md", RulePage.of(rule, columns, examples.of(rule)));
            }
            return pages;
        } finally {
            evaluators.forEach(Governance::close);
        }
    }
}
