package dev.modelspec.cli;

import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.report.RulesJson;
import dev.modelspec.engine.report.RulesText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modelspec rules}. */
@Command(
        name = "rules",
        sortOptions = false,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {"Lists the rules with their level in a profile and their severity.", ""})
final class RulesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Governance governance = RuleChoice.of(rules, console).governance()) {
            if (format.isJson()) {
                new RulesJson(console.out()).list(governance);
            } else {
                new RulesText(console.out(), ColorMode.AUTO.coloured(console)).list(governance);
            }
        }
        return ExitCode.COMPLIANT;
    }
}
