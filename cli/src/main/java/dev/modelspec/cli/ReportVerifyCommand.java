package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleSignature;
import dev.modelspec.engine.bundle.FileSignature;
import dev.modelspec.engine.bundle.PemKeys;
import dev.modelspec.engine.bundle.Verification;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.BundleText;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.source.IoMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modelspec report verify}. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {"Tells whether reports are what was signed with a key, and were not changed since.", ""},
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {" 0:they are", " 2:one is not, or cannot be read", ExitCode.FAULT_HELP})
final class ReportVerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "REPORT",
            arity = "1..*",
            description = "Reports in any format, each with its signature beside it, in REPORT.jws.")
    private List<Path> files = List.of();

    @Option(
            names = "--verification-key",
            paramLabel = "FILE",
            required = true,
            description = "The public half of the key, a PEM file.")
    @SuppressWarnings("NullAway.Init")
    private Path key;

    @Option(names = "--verification-key-id", paramLabel = "ID", description = "What the signature must call the key.")
    private @Nullable String keyId;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    ReportVerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var wanted = new Verification(PemKeys.publicKey(key), keyId, null);
        var text = new StringBuilder();
        for (Path file : files) {
            BundleSignature signature =
                    FileSignature.verify(file.getFileName().toString(), file, token(file), wanted, Clock.systemUTC());
            text.append(Printable.of(file.toString()))
                    .append(": verified, ")
                    .append(Printable.of(BundleText.describe(signature)))
                    .append('\n');
        }
        console.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }

    private static String token(Path report) {
        Path signature = ReportSignatures.of(report);
        try {
            return Files.readString(signature);
        } catch (IOException e) {
            throw new ConfigurationException(
                    report + " is refused: its signature " + signature + " cannot be read: " + IoMessages.explain(e),
                    List.of());
        }
    }
}
