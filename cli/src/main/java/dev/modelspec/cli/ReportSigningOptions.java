package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.PemKeys;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how reports are signed. */
final class ReportSigningOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description =
                    "Sign each report that goes to a file with this private key, a PEM file in PKCS #8: RSA, EC or"
                            + " Ed25519. The signature is beside it, in FILE.jws; `modelspec report verify` reads it.")
    private @Nullable Path key;

    @Option(names = "--key-id", paramLabel = "ID", description = "What the signature calls the key.")
    private @Nullable String keyId;

    /** The signer; null if no key is given. */
    @Nullable
    BundleSigner signer(ReportOptions.Reports reports) {
        if (key == null) {
            if (keyId != null) {
                throw new ParameterException(spec.commandLine(), "--key-id needs --sign");
            }
            return null;
        }
        if (reports.reports().stream().allMatch(report -> report.file() == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--sign is for reports in files, and there is none; write --format FORMAT=FILE");
        }
        return new BundleSigner(PemKeys.privateKey(key), null, keyId, null, null);
    }
}
