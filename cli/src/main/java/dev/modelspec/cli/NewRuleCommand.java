package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.testing.NewRule;
import dev.modelspec.testing.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
    private static final Pattern PLAIN = Pattern.compile("[\\w./@%+=:,-]+");

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
            description =
                    "The profile in DIR/profiles to add the rule to, or to make. Default: the one that there is, or a"
                            + " new one, organisation.")
    private @Nullable String profile;

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
                    "The rule cannot be written to " + folder + ": " + IoMessages.explain(e), List.of());
        }
        var text = new StringBuilder();
        written.files().forEach(file -> text.append("wrote   ").append(file).append('\n'));
        text.append(written.profileIsNew() ? "wrote   " : "changed ")
                .append(written.profile())
                .append("\n\nNext:\n");
        text.append("  modelspec test ").append(quoted(folder)).append('\n');
        text.append("  modelspec lint ").append(quoted(folder)).append('\n');
        text.append("  modelspec check --policies ")
                .append(quoted(folder))
                .append(" --profile ")
                .append(quoted(written.profile()))
                .append(" \\\n    ")
                .append(quoted(written.folder().resolve("fail.modelspec.yaml")))
                .append('\n');
        text.append("Then change rule, tests and specs into what you need: docs/writing-rules.md\n");
        String printable =
                String.join("\n", text.toString().lines().map(Printable::of).toList());
        console.out().write((printable + "\n").getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }

    /** A path as a shell takes it. */
    private static String quoted(Path path) {
        String text = path.toString().isEmpty() ? "." : path.toString();
        text = text.startsWith("-") ? "./" + text : text;
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
