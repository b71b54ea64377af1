package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemKeysTest {
    private static KeyPair keys;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        keys = Keys.pair("EC:secp256r1");
    }

    @Test
    void aKeyIsRead() throws IOException {
        String publicKey = Keys.pem("PUBLIC KEY", keys.getPublic().getEncoded());

        assertThat(PemKeys.publicKey(file("A key.\n" + publicKey))).isEqualTo(keys.getPublic());
        assertThat(PemKeys.privateKey(
                        file(Keys.pem("PRIVATE KEY", keys.getPrivate().getEncoded()))))
                .isEqualTo(keys.getPrivate());
    }

    @Test
    void severalKeysAreRefused() throws IOException {
        String publicKey = Keys.pem("PUBLIC KEY", keys.getPublic().getEncoded());

        assertRefused(publicKey + publicKey, "it has 2 keys or certificates, and one is wanted");
    }

    @Test
    void whatNeverEndsIsRefused() {
        assertThatThrownBy(() -> PemKeys.publicKey(Path.of("/dev/zero")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The verification key /dev/zero cannot be used: it is too large for a key");
        assertThatThrownBy(() -> TrustedCertificates.of(Path.of("/dev/zero")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The certificates in /dev/zero cannot be used: it is too large for certificates");
        assertThatThrownBy(() -> TrustedCertificates.of(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The certificates in " + folder + " cannot be used: it is a folder");
        assertThatThrownBy(() -> TrustedCertificates.of(file("Hello.")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The certificates in " + path() + " cannot be used: it has ")
                .hasMessageEndingWith("; give those of the authorities as PEM");
    }

    @Test
    void otherFormatsAreRefusedWithTheCommandThatConvertsThem() throws IOException {
        assertRefused(
                Keys.pem("RSA PUBLIC KEY", new byte[3]),
                "it is in another format than X.509; convert it with: openssl rsa -RSAPublicKey_in -in " + path()
                        + " -pubout -out public.pem");
        assertRefused(
                Keys.pem("PRIVATE KEY", new byte[3]),
                "it is no public key but a PRIVATE KEY; make one with: openssl pkey -pubout -in " + path()
                        + " -out public.pem");
        assertRefused("Hello.", "it is not PEM: it has no line `-----BEGIN …-----`");
        assertRefused(Keys.pem("PUBLIC KEY", new byte[3]), "it is neither an RSA nor an EC nor an Ed25519 key");
    }

    @Test
    void aCertificateCountsWhileItHolds() throws Exception {
        assertThat(PemKeys.publicKey(Keys.certificate(folder, "good", "-validity", "2")))
                .isNotNull();

        Path expired = Keys.certificate(folder, "expired", "-startdate", "-9d", "-validity", "2");
        assertThatThrownBy(() -> PemKeys.publicKey(expired))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The verification key " + expired
                        + " cannot be used: its certificate does not hold today (NotAfter: ")
                .hasMessageEndingWith("); if its key is to count all the same, take that out with: openssl x509 -noout"
                        + " -pubkey -in " + expired);
    }

    private void assertRefused(String pem, String why) throws IOException {
        Path file = file(pem);

        assertThatThrownBy(() -> PemKeys.publicKey(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The verification key " + file + " cannot be used: " + why);
    }

    private Path path() {
        return folder.resolve("key.pem");
    }

    private Path file(String pem) throws IOException {
        return Files.writeString(path(), pem);
    }
}
