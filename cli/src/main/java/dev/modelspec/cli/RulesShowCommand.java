package dev.modelspec.cli;

import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.RulesJson;
import dev.modelspec.engine.report.RulesText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec rules show}. */
@Command(
        name = "show",
        sortOptions = false,
        description = {"Explains a rule: what it checks and why, what to do, its parameters in a profile.", ""})
final class RulesShowCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The rule, such as retention/logs-max-days.")
    private String id = "";

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    RulesShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Governance governance = RuleChoice.of(rules, console).governance()) {
            RuleInForce rule = governance.rules().stream()
                    .filter(candidate -> candidate.rule().id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> unknown(governance.rules()));
            if (format.isJson()) {
                new RulesJson(console.out()).show(rule, governance.profile());
            } else {
                new RulesText(console.out(), ColorMode.AUTO.coloured(console)).show(rule, governance.profile());
            }
        }
        return ExitCode.COMPLIANT;
    }

    private ParameterException unknown(List<RuleInForce> known) {
        List<String> ids = known.stream().map(rule -> rule.rule().id()).toList();
        return new ParameterException(spec.commandLine(), UnknownRule.message(id, ids));
    }
}
