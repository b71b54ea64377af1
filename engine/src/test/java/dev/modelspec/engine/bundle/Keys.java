package dev.modelspec.engine.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes keys, and their files. */
final class Keys {
    static final String PASSWORD = "changeit";

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

    /**
     * The PEM file of a new certificate with a key of its own, whose {@link #store} is beside it. It takes a second.
     *
     * @param name of the files
     * @param options for {@code keytool -genkeypair}
     */
    static Path certificate(Path folder, String name, String... options)
            throws IOException, InterruptedException, GeneralSecurityException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String log = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool: " + log);
        }
        return Files.writeString(
                folder.resolve(name + ".pem"),
                pem("CERTIFICATE", store(folder, name).getCertificate(name).getEncoded()));
    }

    /** A certificate with its key. */
    static KeyStore store(Path folder, String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
    }
}
