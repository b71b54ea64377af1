package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.Profiles;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.ProfileJson;
import dev.modelspec.engine.report.ProfileText;
import dev.modelspec.rego.RuleCatalog;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modelspec profile list}. */
@Command(
        name = "list",
        sortOptions = false,
        description = {
            "Lists the built-in profiles, and those that come with policies, with what each extends and whom it is for.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {" 0:listed", " 2:wrong usage, policies or profile", ExitCode.FAULT_HELP})
final class ProfileListCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    ProfileListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        PolicyOrigin policies = place.policies();
        PolicyBundle bundle = policies == null ? PolicyBundle.builtIn() : Bundles.load(policies, console);
        var names = new LinkedHashSet<>(builtIn(bundle.catalog()));
        names.addAll(bundle.profiles().keySet());
        var all = new Profiles(bundle.catalog(), bundle.profiles());
        List<Profile> profiles = names.stream().map(all::read).toList();
        if (format.isJson()) {
            new ProfileJson(console.out()).list(profiles);
        } else {
            new ProfileText(console.out(), ColorMode.AUTO.coloured(console)).list(profiles);
        }
        return ExitCode.COMPLIANT;
    }

    /** A whole set of policies need not have the rules that they choose. */
    private static List<String> builtIn(RuleCatalog catalog) {
        boolean all = PolicyBundle.builtIn().catalog().rules().stream()
                .allMatch(rule -> catalog.rule(rule.id()).isPresent());
        return all ? PolicyBundle.builtInProfiles() : List.of();
    }
}
