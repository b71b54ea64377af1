package dev.modelspec.cli;

import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.report.ProfileJson;
import dev.modelspec.engine.report.ProfileText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code modelspec profile list}. */
@Command(
        name = "list",
        sortOptions = false,
        description = {"Lists the built-in profiles, with what each extends and whom it is for.", ""})
final class ProfileListCommand implements Callable<Integer> {
    private final Console console;

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
        var catalog = PolicyBundle.builtIn().catalog();
        List<Profile> profiles = PolicyBundle.builtInProfiles().stream()
                .map(name -> Profile.read(name, catalog))
                .toList();
        if (format.isJson()) {
            new ProfileJson(console.out()).list(profiles);
        } else {
            new ProfileText(console.out(), ColorMode.AUTO.coloured(console)).list(profiles);
        }
        return ExitCode.COMPLIANT;
    }
}
