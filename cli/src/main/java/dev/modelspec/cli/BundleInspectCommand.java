package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.report.BundleText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code modelspec bundle inspect}. */
@Command(
        name = "inspect",
        sortOptions = false,
        description = {"Shows what is in a bundle: digest, revision, signature, rules, profiles, files.", ""})
final class BundleInspectCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE|URL", description = "A bundle.")
    private String place = "";

    @Mixin
    private PolicyOptions policies = new PolicyOptions();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    BundleInspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        BundleArchive bundle = Bundles.open(policies.at(place), console);
        var text = new BundleText(console.out());
        if (format.isJson()) {
            text.writeJson(bundle, policies.verifies());
        } else {
            text.write(bundle, policies.verifies());
        }
        return ExitCode.COMPLIANT;
    }
}
