package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.BundleSignature;
import dev.modelspec.engine.report.BundleText;
import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code modelspec bundle verify}. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Tells whether a bundle is what was signed, all of it and nothing more, with a key or of a digest.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {" 0:it is", " 2:it is not, or cannot be read", ExitCode.FAULT_HELP})
final class BundleVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE|URL", description = "A bundle.")
    private String place = "";

    @Mixin
    private PolicyOptions policies = new PolicyOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    BundleVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var origin = policies.at(place);
        if (origin.verification() == null && origin.digest() == null) {
            throw policies.wrong("Say what to verify with: --verification-key FILE or --digest sha256:HEX");
        }
        BundleArchive bundle = Bundles.open(origin, console);
        BundleSignature signature = policies.verifies() ? BundleSignature.claimedBy(bundle) : null;
        String text = Printable.of(place) + ": verified"
                + (signature == null ? "" : ", " + Printable.of(BundleText.describe(signature))) + "\n"
                + bundle.digest() + "\n";
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
