package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.PemKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how a bundle is signed. */
final class SigningOptions {
    private static final Pattern VALIDITY = Pattern.compile("([1-9][0-9]{0,5})([dhm])");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description = "Sign with this private key, a PEM file in PKCS #8: RSA, EC or Ed25519.")
    private @Nullable Path key;

    @Option(
            names = "--signing-alg",
            paramLabel = "ALG",
            description =
                    "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512 or EdDSA. Default: by the key.")
    private @Nullable String algorithm;

    @Option(names = "--key-id", paramLabel = "ID", description = "What the signature calls the key.")
    private @Nullable String keyId;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "What the signature says that the bundle is for.")
    private @Nullable String scope;

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description = "How long the signature holds, such as 90d, 12h or 30m. Default: for ever.")
    private @Nullable String expiresIn;

    /**
     * The signer; null if no key is given.
     *
     * @param output what is to be written, which cannot be the key
     */
    @Nullable
    BundleSigner signer(Path output) throws IOException {
        if (key != null && Files.exists(output) && Files.exists(key) && Files.isSameFile(output, key)) {
            throw new ParameterException(spec.commandLine(), "--output is the signing key, " + key);
        }
        if (key == null) {
            if (algorithm != null || keyId != null || scope != null || expiresIn != null) {
                throw new ParameterException(
                        spec.commandLine(), "--signing-alg, --key-id, --scope and --expires-in need --signing-key");
            }
            return null;
        }
        return new BundleSigner(PemKeys.privateKey(key), algorithm, keyId, scope, validity());
    }

    private @Nullable Duration validity() {
        if (expiresIn == null) {
            return null;
        }
        Matcher time = VALIDITY.matcher(expiresIn);
        if (!time.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--expires-in must be a time such as 90d, 12h or 30m, not " + expiresIn);
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
