package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec bundle sign}. */
@Command(
        name = "sign",
        sortOptions = false,
        description = {"Signs all that is in a bundle, as OPA does, in place of a signature that it may have.", ""})
final class BundleSignCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A bundle.")
    private String place = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write the signed bundle. Default: in place of the other.")
    private @Nullable Path output;

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    BundleSignCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path target = output == null ? Path.of(place) : output;
        BundleSigner signer = signing.signer(target);
        if (signer == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--signing-key=FILE'");
        }
        PolicyOrigin origin = PolicyOrigin.of(place);
        if (origin.isUrl()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A bundle is signed as a file, before it is served: fetch it first, not " + place);
        }
        BundleArchive bundle = Bundles.open(origin, console);
        Bundles.requireNothingElse(target);
        byte[] signed = signer.sign(bundle, Clock.systemUTC());
        OutputFiles.write(target, signed);
        String text = Printable.of(target.toString()) + ": signed\n"
                + BundleArchive.read(target.toString(), signed).digest() + "\n";
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }
}
