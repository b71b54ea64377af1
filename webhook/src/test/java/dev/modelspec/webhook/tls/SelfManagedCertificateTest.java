package dev.modelspec.webhook.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.testcluster.TestCluster;
import dev.modelspec.webhook.tls.SelfManagedCluster.Replica;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class SelfManagedCertificateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static TestCluster cluster;

    private final MovableClock clock = new MovableClock(START);
    private final MovableClock elapsed = new MovableClock(START);

    @BeforeAll
    static void startCluster() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void replicasThatStartAtOnceShowOneCertificateThatTheBundleVerifies() throws Exception {
        Clock real = Clock.systemUTC();
        try (var namespace = new SelfManagedCluster(cluster, "start-at-once")) {
            namespace.configure();
            var ready = new CountDownLatch(3);
            var servers = new ArrayList<TestServer>();
            var certificates = new ArrayList<ServerCertificate>();
            try {
                for (String each : List.of("a", "b", "c")) {
                    ServerCertificate certificate =
                            ServerCertificate.selfManaged(namespace.client(), namespace.options(each), real);
                    certificate.onEvent(event -> {
                        if (event instanceof CertificateEvent.Rotated) {
                            ready.countDown();
                        }
                    });
                    certificates.add(certificate);
                    servers.add(new TestServer(ServerTls.of(certificate, null)));
                }
                assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();

                assertThat(namespace.bundle()).hasSize(1);
                assertThat(certificates.stream().map(ServerCertificate::status).map(CertificateStatus::certificate))
                        .containsOnly(certificates.get(0).status().certificate());
                assertThat(certificates).allMatch(ServerCertificate::isReady);
                for (TestServer server : servers) {
                    assertThat(server.ask(ClusterClient.trusting(namespace.bundle(), real)))
                            .isEqualTo("ok");
                }
            } finally {
                servers.forEach(TestServer::close);
            }
        }
    }

    @Test
    void theCertificateIsForTheNamesOfTheService() throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "names")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                assertThat(replica.certificate.isReady()).isFalse();
                assertThatThrownBy(() -> replica.server.ask(ClusterClient.trusting(List.of(), clock)))
                        .isInstanceOf(IOException.class);

                replica.look();

                X509Certificate authority = namespace.bundle().get(0);
                X509Certificate shown = shown(replica, namespace);
                assertThat(shown.getSubjectAlternativeNames().stream().map(name -> name.get(1)))
                        .isEqualTo(List.of(
                                "modelspec-webhook",
                                "modelspec-webhook.names",
                                "modelspec-webhook.names.svc",
                                "modelspec-webhook.names.svc.cluster.local",
                                "127.0.0.1"));
                assertThat(replica.certificate.status())
                        .isEqualTo(new CertificateStatus(
                                CertificateInfo.of(shown), CertificateInfo.of(authority), START, null));
            }
        }
    }

    @Test
    void onlyOurWebhooksGetTheBundleAndOnlyThatIsWritten() {
        try (var namespace = new SelfManagedCluster(cluster, "only-ours")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                var before = configuration(namespace);

                replica.look();

                String ours = namespace.bundles().get(0);
                assertThat(namespace.bundles()).isEqualTo(List.of(ours, SelfManagedCluster.FOREIGN, ours));
                var after = configuration(namespace);
                after.getWebhooks().forEach(webhook -> webhook.getClientConfig().setCaBundle(null));
                before.getWebhooks()
                        .forEach(webhook -> webhook.getClientConfig().setCaBundle(null));
                assertThat(after.getWebhooks()).isEqualTo(before.getWebhooks());
                assertThat(after.getMetadata().getLabels())
                        .isEqualTo(before.getMetadata().getLabels());
            }
        }
    }

    @Test
    void aBundleThatSomebodyOverwroteIsRepaired() {
        try (var namespace = new SelfManagedCluster(cluster, "repair")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                replica.look();
                List<String> right = namespace.bundles();

                // As an upgrade may, that knows nothing of bundles.
                namespace.configure();
                assertThat(namespace.bundles()).isNotEqualTo(right);
                replica.look();

                assertThat(namespace.bundles()).isEqualTo(right);
                assertThat(replica.certificate.status().lastError()).isNull();
            }
        }
    }

    @Test
    void saysThatNobodyAsksAndServesAllTheSame() {
        try (var namespace = new SelfManagedCluster(cluster, "nobody-asks");
                Replica replica = namespace.replica("a", clock, elapsed)) {
            replica.look();

            assertThat(replica.certificate.isReady()).isTrue();
            assertThat(replica.certificate.status().lastError())
                    .isEqualTo(
                            "ValidatingWebhookConfiguration nobody-asks does not exist, or has no webhook that leads to"
                                    + " Service nobody-asks/modelspec-webhook; apply what `modelspec webhook config` prints");

            namespace.configure();
            replica.look();

            assertThat(replica.certificate.status().lastError()).isNull();
            assertThat(namespace.bundle()).hasSize(1);
        }
    }

    /** Over more than a year, in which authorities follow each other; one replica may be 30 days behind when they do. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noRequestFailsWhileEverythingIsRotated(boolean lagging) throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "rotation-" + lagging)) {
            namespace.configure();
            try (Replica writer = namespace.replica("a", clock, elapsed);
                    Replica reader = namespace.replica("b", clock, elapsed)) {
                writer.look();
                reader.look();
                X509Certificate first = namespace.bundle().get(0);
                var sizes = new ArrayList<Integer>();
                var issuers = new ArrayList<String>();
                List<String> failures;
                try (Traffic traffic = new Traffic(namespace, clock, List.of(writer.server, reader.server)).start()) {
                    failures = traffic.failures();
                    for (int month = 1; month <= 13; month++) {
                        clock.advance(Duration.ofDays(30));
                        writer.look();
                        lookUnless(lagging && (month == 9 || month == 10), reader);
                        traffic.awaitRound();
                        sizes.add(namespace.bundle().size());
                        clock.advance(Duration.ofMinutes(11));
                        writer.look();
                        traffic.awaitRound();
                        lookUnless(lagging && month == 9, reader);
                        traffic.awaitRound();
                        issuers.add(issuer(writer, first, namespace) + issuer(reader, first, namespace));
                    }
                }

                assertThat(failures).isEmpty();
                // Two thirds of a year are over in the ninth month; three months later all certificates by the first
                // one are.
                assertThat(sizes).isEqualTo(List.of(1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1));
                assertThat(issuers.subList(7, 10))
                        .isEqualTo(List.of("first first ", lagging ? "next first " : "next next ", "next next "));
                assertThat(namespace.bundle()).doesNotContain(first);
            }
        }
    }

    private static void lookUnless(boolean lagging, Replica replica) {
        if (!lagging) {
            replica.look();
        }
    }

    private String issuer(Replica replica, X509Certificate first, SelfManagedCluster namespace) throws IOException {
        return Identity.issued(first, shown(replica, namespace)) ? "first " : "next ";
    }

    @Test
    void anAnnouncementBeginsAnewWhenTheBundleIsOverwrittenMeanwhile() throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "announcement")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                replica.look();
                for (int month = 1; month <= 9; month++) {
                    clock.advance(Duration.ofDays(30));
                    replica.look();
                }
                X509Certificate first = namespace.bundle().get(0);
                clock.advance(Duration.ofMinutes(9));
                namespace.configure();
                replica.look();
                clock.advance(Duration.ofMinutes(9));
                replica.look();

                assertThat(namespace.bundle()).hasSize(2);
                assertThat(issuer(replica, first, namespace)).isEqualTo("first ");

                clock.advance(Duration.ofMinutes(1));
                replica.look();

                assertThat(issuer(replica, first, namespace)).isEqualTo("next ");
            }
        }
    }

    @Test
    void aLostAuthorityIsFollowedByAnotherWithOverlap() throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "lost")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                replica.look();
                X509Certificate first = namespace.bundle().get(0);
                delete(namespace, AuthoritySecret.NAME);

                replica.look();

                assertThat(namespace.bundle()).hasSize(2).contains(first);
                assertThat(issuer(replica, first, namespace)).isEqualTo("first ");
                clock.advance(Duration.ofMinutes(10));
                replica.look();
                assertThat(namespace.bundle()).hasSize(2).contains(first);
                assertThat(issuer(replica, first, namespace)).isEqualTo("next ");
            }
        }
    }

    @Test
    void withoutBothSecretsEverythingIsMadeAnewAtOnce() throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "anew")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                replica.look();
                X509Certificate first = namespace.bundle().get(0);
                delete(namespace, AuthoritySecret.NAME);
                delete(namespace, ServingSecret.NAME);

                replica.look();

                assertThat(namespace.bundle()).hasSize(1).doesNotContain(first);
                assertThat(issuer(replica, first, namespace)).isEqualTo("next ");
            }
        }
    }

    @Test
    void anotherReplicaWritesWhenTheFirstIsGone() {
        try (var namespace = new SelfManagedCluster(cluster, "gone")) {
            namespace.configure();
            try (Replica second = namespace.replica("b", clock, elapsed)) {
                try (Replica killed = namespace.replica("a", clock, elapsed)) {
                    killed.look();
                    second.look();
                    namespace.configure();
                    elapsed.advance(Duration.ofSeconds(29));
                    second.look();
                    assertThat(namespace.bundles().get(0)).isEmpty();

                    elapsed.advance(Duration.ofSeconds(1));
                    second.look();
                    assertThat(namespace.bundle()).hasSize(1);
                }
                second.certificate.close();
                try (Replica third = namespace.replica("c", clock, elapsed)) {
                    namespace.configure();
                    third.look();
                    assertThat(namespace.bundle())
                            .describedAs("a lease that was released is taken at once")
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void staysAsItIsWhileTheApiServerRefuses() throws Exception {
        try (var namespace = new SelfManagedCluster(cluster, "refused")) {
            namespace.configure();
            try (Replica replica = namespace.replica("a", clock, elapsed)) {
                replica.look();
                CertificateInfo before = replica.certificate.status().certificate();
                cluster.kubectl("delete", "rolebinding", "webhook", "--namespace", "refused")
                        .stdoutOrThrow();

                awaitError(replica);

                assertThat(replica.certificate.status().lastError())
                        .startsWith("The API server did not do what was asked of it: ")
                        .contains("secrets \"modelspec-webhook-")
                        .contains("is forbidden");
                assertThat(replica.certificate.status().certificate()).isEqualTo(before);
                assertThat(replica.server.ask(ClusterClient.trusting(namespace.bundle(), clock)))
                        .isEqualTo("ok");
            }
        }
    }

    /** The API server hears of changes of its own rules a little later. */
    private static void awaitError(Replica replica) {
        for (int i = 0; i < 1000 && replica.certificate.status().lastError() == null; i++) {
            replica.look();
        }
    }

    private X509Certificate shown(Replica replica, SelfManagedCluster namespace) throws IOException {
        try (SSLSocket socket = replica.server.connect(ClusterClient.trusting(namespace.bundle(), clock))) {
            return TestServer.shown(socket);
        }
    }

    private static io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration
            configuration(SelfManagedCluster namespace) {
        return namespace
                .administrator()
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(namespace.namespace())
                .require();
    }

    private static void delete(SelfManagedCluster namespace, String secret) {
        namespace
                .administrator()
                .secrets()
                .inNamespace(namespace.namespace())
                .withName(secret)
                .delete();
    }
}
