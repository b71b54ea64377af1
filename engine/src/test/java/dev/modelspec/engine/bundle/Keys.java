package dev.modelspec.engine.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Makes keys, and their files. */
final class Keys {
    private Keys() {}

    /** {@code RSA}, {@code EC:secp256r1}, {@code Ed25519}. */
    static KeyPair pair(String type) throws GeneralSecurityException {
        String[] parts = type.split(":", -1);
        var generator = KeyPairGenerator.getInstance(parts[0]);
        if (parts.length > 1 && parts[0].equals("EC")) {
            generator.initialize(new ECGenParameterSpec(parts[1]));
        } else if (parts[0].equals("RSA")) {
            generator.initialize(parts.length > 1 ? Integer.parseInt(parts[1]) : 2048);
        }
        return generator.generateKeyPair();
    }

    static Path pem(Path file, String title, Key key) throws IOException {
        return Files.writeString(file, pem(title, key.getEncoded()));
    }

    static String pem(String title, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN " + title + "-----\n" + base64.encodeToString(der) + "\n-----END " + title + "-----\n";
    }
}
