package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.testcluster.CertificateAuthority;
import dev.modelspec.testcluster.CertificateAuthority.Identity;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Connection;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log at a server with TLS. Making certificates takes seconds. */
@Tag("slow")
class HttpsLogTest {
    @TempDir
    private static Path folder;

    private static CertificateAuthority authority;
    private static CertificateAuthority stranger;
    private static Identity identity;
    private static Identity client;

    @BeforeAll
    static void makeCertificates() throws IOException {
        authority = new CertificateAuthority(Files.createDirectory(folder.resolve("authority")), "logs");
        stranger = new CertificateAuthority(Files.createDirectory(folder.resolve("stranger")), "stranger");
        identity = authority.issue("CN=localhost", "DNS:localhost");
        client = authority.issue("CN=modelspec-webhook");
    }

    private static DecisionLog open(
            LogServer server, Path authorities, @Nullable Path certificate, @Nullable Path privateKey) {
        return DecisionLog.open(DecisionLogOptions.of(server.url(), Mode.SYNC)
                .withLimits(Quick.LIMITS)
                .withConnection(new Connection(null, authorities, certificate, privateKey)));
    }

    @Test
    void aServerOfAnAuthorityOfOnesOwnIsTrusted() throws Exception {
        try (LogServer server = LogServer.tls(authority, identity, false);
                DecisionLog log = open(server, authority.certificate(), null, null)) {
            log.log(Decisions.denial("a"));
            assertThat(server.taken).containsExactly("a");
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotUntilItsCertificateIsInTheFile() throws Exception {
        Path file = Files.copy(stranger.certificate(), folder.resolve("ca.crt"));
        try (LogServer server = LogServer.tls(authority, identity, false);
                DecisionLog log = open(server, file, null, null)) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessageContaining("SSLHandshakeException");

            Files.copy(authority.certificate(), file, StandardCopyOption.REPLACE_EXISTING);
            log.log(Decisions.denial("b"));
            assertThat(server.taken).containsExactly("b");
        }
    }

    @Test
    void aServerThatAsksForACertificateGetsIt() throws Exception {
        try (LogServer server = LogServer.tls(authority, identity, true)) {
            try (DecisionLog log = open(server, authority.certificate(), null, null)) {
                assertThatThrownBy(() -> log.log(Decisions.denial("a"))).isInstanceOf(GovernanceException.class);
            }
            try (DecisionLog log = open(server, authority.certificate(), client.certificate(), client.privateKey())) {
                log.log(Decisions.denial("b"));
            }
            assertThat(server.taken).containsExactly("b");
        }
    }

    /** As cert-manager and openssl may write keys. */
    @Test
    void aKeyCanBeInTheFormatOfItsAlgorithm() throws Exception {
        Path key = folder.resolve("sec1.key");
        String pem = Files.readString(client.privateKey());
        Files.writeString(key, inTheFormatOfItsAlgorithm(pem));
        assertThat(key).content().startsWith("-----BEGIN EC PRIVATE KEY-----");
        try (LogServer server = LogServer.tls(authority, identity, true);
                DecisionLog log = open(server, authority.certificate(), client.certificate(), key)) {
            log.log(Decisions.denial("a"));
            assertThat(server.taken).containsExactly("a");
        }
    }

    private static String inTheFormatOfItsAlgorithm(String pkcs8) throws IOException {
        var text = new StringWriter();
        try (var parser = new PEMParser(new StringReader(pkcs8));
                var writer = new JcaPEMWriter(text)) {
            var key = (PrivateKeyInfo) parser.readObject();
            var number = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
            var curve = key.getPrivateKeyAlgorithm().getParameters();
            writer.writeObject(new PemObject("EC PRIVATE KEY", new ECPrivateKey(256, number, curve).getEncoded()));
        }
        return text.toString();
    }
}
