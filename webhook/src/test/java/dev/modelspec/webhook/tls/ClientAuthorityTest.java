package dev.modelspec.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAuthorityTest {
    private static final Identity SERVERS = TestCertificates.authority();
    private static final Identity CLIENTS = TestCertificates.authority();
    private static final Identity API_SERVER = TestCertificates.client(CLIENTS, "CN=api-server");
    private static final Identity OTHER = TestCertificates.client(CLIENTS, "CN=other");
    private static final GeneralName URI =
            new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://cluster.local/api-server");

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(TestCertificates.NOW);
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private CertificateFiles certificate;
    private Path file;

    @BeforeEach
    void writeFiles() throws IOException {
        TestCertificates.write(folder, TestCertificates.server(SERVERS));
        certificate = new CertificateFiles(folder, clock);
        certificate.load();
        file = Files.writeString(folder.resolve("clients.crt"), Pem.text(CLIENTS.chain()));
    }

    private ClientAuthority authority(String... names) {
        var authority = new ClientAuthority(file, Set.of(names), clock);
        authority.load();
        return authority;
    }

    private TestServer server(ClientAuthority authority) {
        return new TestServer(ServerTls.of(certificate, authority), new SslHandshakeListener() {
            @Override
            public void handshakeFailed(Event event, Throwable failure) {
                refusals.add(String.valueOf(HandshakeLog.reason(failure)));
            }
        });
    }

    private static String ask(TestServer server, @Nullable Identity client, String... protocols) throws IOException {
        return server.ask(TestServer.client(client, SERVERS.chain()), protocols);
    }

    static Stream<Arguments> whoMayCall() {
        return Stream.of(
                Arguments.of("api-server", API_SERVER),
                Arguments.of(
                        "api.example.com",
                        TestCertificates.client(
                                CLIENTS, "O=none", new GeneralName(GeneralName.dNSName, "api.example.com"))),
                Arguments.of("spiffe://cluster.local/api-server", TestCertificates.client(CLIENTS, "CN=any", URI)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whoMayCall(String name, Identity client) throws IOException {
        try (var server = server(authority("somebody", name))) {
            assertThat(ask(server, client)).isEqualTo("ok");
        }
    }

    @Test
    void anybodyWithACertificateMayCallIfNoNamesAreGiven() throws IOException {
        try (var server = server(authority())) {
            assertThat(ask(server, OTHER)).isEqualTo("ok");
        }
    }

    static Stream<Arguments> whoMayNotCall() {
        Identity stranger = TestCertificates.client(TestCertificates.authority(), "CN=api-server");
        Identity aServer = TestCertificates.server(CLIENTS);
        String noCertificate = "it showed no certificate, and only clients with one may call";
        String otherName = "its certificate, CN=other, has the names [other], and only these may call: [api-server]";
        String notOurs = "its certificate, CN=api-server, is not one that the client authorities vouch for: ";
        String noClient = "its certificate, CN=server, is not one that the client authorities vouch for: ";
        return Stream.of("TLSv1.2", "TLSv1.3")
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, "without a certificate", null, noCertificate),
                        Arguments.of(protocol, "with another name", OTHER, otherName),
                        Arguments.of(protocol, "of another authority", stranger, notOurs),
                        Arguments.of(protocol, "with a server's certificate", aServer, noClient)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource
    void whoMayNotCall(String protocol, String who, @Nullable Identity client, String reason) throws Exception {
        try (var server = server(authority("api-server"))) {
            assertThatThrownBy(() -> ask(server, client, protocol)).isInstanceOf(IOException.class);

            assertThat(refusals.poll(10, TimeUnit.SECONDS)).startsWith(reason);
            assertThat(ask(server, API_SERVER, protocol)).isEqualTo("ok");
        }
    }

    @Test
    void anotherAuthorityIsTakenIntoUseWithoutClosingConnections() throws IOException {
        Identity newcomers = TestCertificates.authority();
        ClientAuthority authority = authority();
        try (var server = server(authority);
                var open = server.connect(TestServer.client(API_SERVER, SERVERS.chain()))) {
            Files.writeString(file, Pem.text(newcomers.chain()));
            authority.poll();

            assertThat(TestServer.ask(open)).isEqualTo("ok");
            assertThat(ask(server, TestCertificates.client(newcomers, "CN=new")))
                    .isEqualTo("ok");
            assertThatThrownBy(() -> ask(server, API_SERVER)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\naGk=\n-----END CERTIFICATE-----\n"})
    void aFileWithoutCertificatesIsNeverTrusted(String text) throws IOException {
        ClientAuthority authority = authority();
        try (var server = server(authority)) {
            Files.writeString(file, text);
            authority.poll();

            assertThat(authority.status().lastError()).startsWith(file + " cannot be used: ");
            assertThat(authority.authorities()).isEqualTo(CLIENTS.chain());
            assertThat(ask(server, API_SERVER)).isEqualTo("ok");
            assertThatThrownBy(() -> ask(server, null)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> ClientAuthority.fromFile(file, Set.of(), Duration.ofHours(1), clock))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + " cannot be used: ");
    }

    @Test
    void tellsOfTheAuthorityThatEndsFirst() throws IOException {
        Identity shorter = CertificateMaker.authority("shorter", TestCertificates.NOW, Duration.ofDays(3));
        Files.writeString(file, Pem.text(List.of(CLIENTS.certificate(), shorter.certificate())));

        assertThat(authority().status())
                .isEqualTo(new CertificateStatus(
                        null, CertificateInfo.of(shorter.certificate()), TestCertificates.NOW, null));
    }

    @Test
    void theLogSaysWhoWasRefusedButNotASecondTimeAtOnce() {
        var nanos = new AtomicLong();
        var log = new HandshakeLog(nanos::get);

        assertThat(log.line("10.0.0.7:443", "its name is wrong"))
                .isEqualTo("Refused the client 10.0.0.7:443: its name is wrong");
        assertThat(log.line("10.0.0.8:443", "its name is wrong")).isNull();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(log.line("10.0.0.9:443", "its name is wrong"))
                .isEqualTo("Refused the client 10.0.0.9:443: its name is wrong (and 1 more since the last such line)");
    }

    @Test
    void aClientThatGoesAwayWasNotRefused() {
        assertThat(HandshakeLog.reason(new IOException("Connection reset"))).isNull();
    }
}
