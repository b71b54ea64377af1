package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Signatures of single files, such as reports: a JSON Web Token with the claims that OPA has for the files of a bundle, kept beside the
 * file.
 */
public final class FileSignature {
    private static final int BUFFER = 1 << 16;

    private FileSignature() {}

    /**
     * The token over a file.
     *
     * @param name what the token calls the file
     * @throws ConfigurationException if the algorithm does not go with the key, or the file cannot be read
     */
    public static String sign(String name, Path file, BundleSigner signer, Clock clock) {
        var hashes = new TreeMap<String, String>();
        hashes.put(name, hash(file));
        return signer.token(file.toString(), hashes, clock);
    }

    /**
     * What the token says, which is true.
     *
     * @throws ConfigurationException if the token is not of this file, not by this key, or the file was changed since
     */
    public static BundleSignature verify(String name, Path file, String token, Verification wanted, Clock clock) {
        try {
            BundleSignature signature = new BundleVerifier(wanted, clock).verified(CompactToken.parse(token.strip()));
            String hash = signature.files().get(name);
            if (hash == null || signature.files().size() != 1) {
                throw new IllegalArgumentException("its signature is over "
                        + String.join(", ", signature.files().keySet()) + ", and not over " + name);
            }
            if (!hash.equals(hash(file))) {
                throw new IllegalArgumentException("it was changed after it was signed");
            }
            return signature;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(file + " is refused: " + e.getMessage(), List.of());
        }
    }

    private static String hash(Path file) {
        MessageDigest digest = Digests.algorithm();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + IoMessages.explain(e), List.of());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
