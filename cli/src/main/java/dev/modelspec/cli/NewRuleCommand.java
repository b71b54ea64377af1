package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.testing.NewRule;
import dev.modelspec.testing.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelspec new rule}. */
@Command(
        name = "rule",
        sortOptions = false,
        description = {
            "Writes a rule that works, to be changed into the one that is wanted: the rule, its tests, specs that break"
                    + " and satisfy it, a suite, and its level and parameters in a profile. Nothing is overwritten.",
            ""
        })
final class NewRuleCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "CATEGORY/ID", description = "What to call the rule, such as ownership/team-label.")
    private String id = "";

    @Option(
            names = "--in",
            paramLabel = "DIR",
            defaultValue = "policies",
            description = "The folder of policies, which is made if need be. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("policies");

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "organisation",
            description =
                    "The profile in DIR/profiles to add the rule to, if there are several, or to make, if there is"
                            + " none. Default: ${DEFAULT-VALUE}.")
    private String profile = "organisation";

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    NewRuleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        NewRule.Written written;
        try {
            written = NewRule.write(folder, RuleId.of(id), profile);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The rule cannot be written to " + folder + ": "
                            + e.getClass().getSimpleName() + ": " + IoMessages.explain(e),
                    List.of());
        }
        var text = new StringBuilder();
        written.files().forEach(file -> text.append("wrote   ").append(file).append('\n'));
        text.append(written.profileIsNew() ? "wrote   " : "changed ")
                .append(written.profile())
                .append("\n\nNext:\n");
        text.append("  modelspec test ").append(folder).append('\n');
        text.append("  modelspec lint ").append(folder).append('\n');
        text.append("  modelspec check --policies ")
                .append(folder)
                .append(" --profile ")
                .append(written.profile());
        text.append(' ').append(written.folder().resolve("fail.modelspec.yaml")).append('\n');
        text.append("Then change rule, tests and specs into what you need: docs/writing-rules.md\n");
        String printable =
                String.join("\n", text.toString().lines().map(Printable::of).toList());
        console.out().write((printable + "\n").getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
