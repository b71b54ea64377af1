package dev.modelspec.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateFilesTest {
    private static final Identity AUTHORITY = TestCertificates.authority();
    private static final Identity FIRST = TestCertificates.server(AUTHORITY);
    private static final Identity SECOND = TestCertificates.server(AUTHORITY);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(TestCertificates.NOW);

    static Stream<Arguments> keysAsOpensslWritesThem() throws IOException {
        Identity rsa = TestCertificates.rsa(AUTHORITY, 2048);
        return Stream.of(
                Arguments.of(named("EC in PKCS #8", FIRST), Pem.text(FIRST.key())),
                Arguments.of(named("EC in SEC 1", FIRST), TestCertificates.sec1(FIRST.key())),
                Arguments.of(named("RSA in PKCS #8", rsa), Pem.text(rsa.key())),
                Arguments.of(named("RSA in PKCS #1", rsa), TestCertificates.pkcs1(rsa.key())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void keysAsOpensslWritesThem(Identity identity, String key) throws IOException {
        write(Pem.text(identity.chain()), key);

        try (var certificate = ServerCertificate.fromFiles(folder, Duration.ofHours(1), clock)) {
            assertThat(certificate.status())
                    .isEqualTo(new CertificateStatus(
                            CertificateInfo.of(identity.certificate()), null, TestCertificates.NOW, null));
            assertThat(certificate.isReady()).isTrue();
        }
    }

    static Stream<Arguments> whatCannotBeUsed() throws IOException {
        String good = Pem.text(FIRST.chain());
        String key = Pem.text(FIRST.key());
        Identity old = CertificateMaker.server(
                AUTHORITY, "old", List.of("localhost"), TestCertificates.NOW.minusSeconds(7200), Duration.ofHours(1));
        Identity early = CertificateMaker.server(
                AUTHORITY, "early", List.of("localhost"), TestCertificates.NOW.plusSeconds(7200), Duration.ofHours(9));
        Identity weak = TestCertificates.rsa(AUTHORITY, 1024);
        return Stream.of(
                Arguments.of("an empty certificate", "", key, "/tls.crt cannot be used: it is empty"),
                Arguments.of("an empty key", good, "", "/tls.key cannot be used: it is empty"),
                Arguments.of(
                        "no certificate",
                        "hello",
                        key,
                        "/tls.crt cannot be used: it has no certificate (-----BEGIN CERTIFICATE-----)"),
                Arguments.of(
                        "garbage in PEM",
                        "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
                        key,
                        "/tls.crt cannot be used: block 1 of its PEM is damaged or of an unknown kind"),
                Arguments.of(
                        "half a certificate",
                        good.substring(0, good.length() / 2),
                        key,
                        "/tls.crt cannot be used: block 1 of its PEM is damaged or of an unknown kind"),
                Arguments.of(
                        "no key",
                        good,
                        good,
                        "/tls.key cannot be used: it has no private key (-----BEGIN PRIVATE KEY-----)"),
                Arguments.of(
                        "an encrypted key",
                        good,
                        TestCertificates.encrypted(FIRST.key()),
                        "/tls.key cannot be used: its key is encrypted; decrypt it with: openssl pkey -in KEY -out DECRYPTED"),
                Arguments.of(
                        "the key of another certificate",
                        good,
                        Pem.text(SECOND.key()),
                        "its first certificate, CN=server, does not belong to the private key in "),
                Arguments.of(
                        "the key of another kind",
                        good,
                        Pem.text(TestCertificates.rsa(AUTHORITY, 2048).key()),
                        "its first certificate, CN=server, does not belong to the private key in "),
                Arguments.of(
                        "the authority before the certificate",
                        Pem.text(List.of(AUTHORITY.certificate(), FIRST.certificate())),
                        key,
                        "does not belong to the private key in "),
                Arguments.of(
                        "a weak key",
                        Pem.text(weak.chain()),
                        Pem.text(weak.key()),
                        "its key must be RSA of 2048 bits or more, or EC on P-256, P-384 or P-521"),
                Arguments.of(
                        "an expired certificate",
                        Pem.text(old.chain()),
                        Pem.text(old.key()),
                        "the certificate of CN=old expired at " + old.notAfter() + "; renew it"),
                Arguments.of(
                        "a certificate of tomorrow",
                        Pem.text(early.chain()),
                        Pem.text(early.key()),
                        "the certificate of CN=early is not valid before "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCannotBeUsed")
    void doesNotStartWith(String what, String certificate, String key, String message) throws IOException {
        write(certificate, key);

        assertThatThrownBy(() -> ServerCertificate.fromFiles(folder, Duration.ofHours(1), clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatCannotBeUsed")
    void keepsTheLastGoodPairWith(String what, String certificate, String key, String message) throws IOException {
        TestCertificates.write(folder, FIRST);
        var files = new CertificateFiles(folder, clock);
        var events = new ArrayList<CertificateEvent>();
        files.load();
        files.onEvent(events::add);

        write(certificate, key);
        files.poll();
        files.poll();

        assertThat(files.identity()).isEqualTo(FIRST);
        assertThat(files.status().lastError()).contains(message);
        assertThat(events)
                .containsExactly(new CertificateEvent.Failed(
                        String.valueOf(files.status().lastError())));

        TestCertificates.write(folder, SECOND);
        clock.advance(Duration.ofMinutes(1));
        files.poll();

        CertificateInfo second = CertificateInfo.of(SECOND.certificate());
        assertThat(files.status())
                .isEqualTo(new CertificateStatus(second, null, TestCertificates.NOW.plus(Duration.ofMinutes(1)), null));
        assertThat(events.get(1)).isEqualTo(new CertificateEvent.Rotated(second));
    }

    @Test
    void isInOrderAgainWhenTheFilesAreAsTheyWere() throws IOException {
        TestCertificates.write(folder, FIRST);
        var files = new CertificateFiles(folder, clock);
        files.load();
        CertificateStatus before = files.status();
        write("", "");
        files.poll();

        TestCertificates.write(folder, FIRST);
        clock.advance(Duration.ofMinutes(1));
        files.poll();

        assertThat(files.status()).isEqualTo(before);
    }

    @Test
    void isNotReadyWhenItsTimeIsOver() throws IOException {
        TestCertificates.write(folder, FIRST);
        var files = new CertificateFiles(folder, clock);
        files.load();

        clock.advance(TestCertificates.LIFE.plusSeconds(1));

        assertThat(files.isReady()).isFalse();
    }

    @Test
    void followsTheLinkThatTheKubeletSwaps() throws IOException {
        for (String each : List.of("..1", "..2")) {
            Path version = Files.createDirectory(folder.resolve(each));
            TestCertificates.write(version, each.equals("..1") ? FIRST : SECOND);
            Files.writeString(version.resolve("ca.crt"), Pem.text(AUTHORITY.chain()));
        }
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        for (String file : List.of("tls.crt", "tls.key", "ca.crt")) {
            Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
        }
        var files = new CertificateFiles(folder, clock);
        files.load();
        assertThat(files.identity()).isEqualTo(FIRST);

        Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        files.poll();

        assertThat(files.status())
                .isEqualTo(new CertificateStatus(
                        CertificateInfo.of(SECOND.certificate()),
                        CertificateInfo.of(AUTHORITY.certificate()),
                        TestCertificates.NOW,
                        null));
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> ServerCertificate.fromFiles(folder, Duration.ofHours(1), clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(folder.resolve("tls.crt")
                        + " cannot be used: it does not exist; mount the Secret with the certificate there");
    }

    private void write(String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("tls.crt"), certificate);
        Files.writeString(folder.resolve("tls.key"), key);
    }
}
