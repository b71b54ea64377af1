package dev.modelspec.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTlsTest {
    private static final Identity AUTHORITY = TestCertificates.authority();
    private static final Identity FIRST = TestCertificates.server(AUTHORITY);
    private static final Identity SECOND = TestCertificates.server(AUTHORITY);

    @TempDir
    Path folder;

    private CertificateFiles files;

    @BeforeEach
    void showTheFirst() throws IOException {
        TestCertificates.write(folder, FIRST);
        files = new CertificateFiles(folder, new MovableClock(TestCertificates.NOW));
        files.load();
    }

    private void rotate() throws IOException {
        TestCertificates.write(folder, SECOND);
        files.poll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aRotationClosesNoConnection(String protocol) throws IOException {
        SSLContext client = TestServer.client(null, AUTHORITY.chain());
        try (var server = new TestServer(ServerTls.of(files, null));
                SSLSocket before = server.connect(client, protocol)) {
            assertThat(TestServer.ask(before)).isEqualTo("ok");

            rotate();

            assertThat(TestServer.ask(before)).isEqualTo("ok");
            assertThat(TestServer.shown(before)).isEqualTo(FIRST.certificate());
            try (SSLSocket after = server.connect(TestServer.client(null, AUTHORITY.chain()), protocol)) {
                assertThat(TestServer.ask(after)).isEqualTo("ok");
                assertThat(TestServer.shown(after)).isEqualTo(SECOND.certificate());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionIsNotResumedWithACertificateThatWasReplaced(String protocol) throws IOException {
        SSLContext client = TestServer.client(null, AUTHORITY.chain());
        try (var server = new TestServer(ServerTls.of(files, null))) {
            long first = createdAt(server, client, protocol);
            assertThat(createdAt(server, client, protocol))
                    .describedAs("sessions are resumed, or this test shows nothing")
                    .isEqualTo(first);

            rotate();

            try (SSLSocket after = server.connect(client, protocol)) {
                assertThat(TestServer.shown(after)).isEqualTo(SECOND.certificate());
            }
        }
    }

    private static long createdAt(TestServer server, SSLContext client, String protocol) throws IOException {
        try (SSLSocket socket = server.connect(client, protocol)) {
            // In TLS 1.3 the ticket comes with the answer.
            assertThat(TestServer.ask(socket)).isEqualTo("ok");
            return socket.getSession().getCreationTime();
        }
    }

    @Test
    void offersCurrentVersionsAndCipherSuitesOnly() throws Exception {
        var factory = ServerTls.of(files, null).contextFactory();
        factory.start();
        SSLEngine engine = factory.newSSLEngine();
        factory.stop();

        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(List.of(engine.getEnabledCipherSuites()))
                .isNotEmpty()
                .allMatch(suite ->
                        suite.matches("TLS_(ECDHE_(ECDSA|RSA)_WITH_)?(AES_(128|256)_GCM|CHACHA20_POLY1305)_.*"));
        assertThat(engine.getNeedClientAuth()).isFalse();
    }
}
