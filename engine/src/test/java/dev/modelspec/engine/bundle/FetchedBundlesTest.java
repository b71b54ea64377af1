package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.rego.CacheFile;
import dev.modelspec.rego.RegoToolchain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedBundlesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final int MAX_BYTES = 100_000;

    @TempDir
    private static Path certificates;

    private static KeyPair keys;

    @TempDir
    private Path folder;

    private final RegoToolchain toolchain = new RegoToolchain();
    private final List<String> warnings = new ArrayList<>();
    private TlsServer server;
    private Instant now = NOW;
    private Duration limit = Duration.ofSeconds(30);

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = Keys.pair("EC:secp256r1");
    }

    @BeforeEach
    void start() throws Exception {
        server = new TlsServer(certificates);
    }

    @AfterEach
    void stop() {
        server.close();
        toolchain.close();
    }

    @Test
    void aBundleWithTheDigestIsFetchedOnce() {
        byte[] bundle = bundle("1");
        server.serve("/b", bundle);

        assertThat(open("/b", null, Digests.sha256(bundle)).files()).containsKey("x.rego");
        assertThat(open("/b", null, Digests.sha256(bundle)).files()).containsKey("x.rego");

        assertThat(server.requests).containsExactly("/b");
    }

    @Test
    void anotherDigestIsRefusedAndNotKept() {
        byte[] bundle = bundle("1");
        server.serve("/b", bundle);
        String wanted = Digests.sha256(new byte[0]);

        assertRefused(
                server.url("/b"),
                () -> open("/b", null, wanted),
                "its digest is " + Digests.sha256(bundle) + "; wanted is " + wanted);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSignedBundleIsFetchedAgainWhenItChanged() {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);
        open("/b", keys, null);
        server.serve("/b", signed("2", null));
        BundleArchive changed = open("/b", keys, null);

        assertThat(server.requests).containsExactly("/b", "/b", "not modified", "/b");
        assertThat(BundleManifest.of(changed).revision()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theLastBundleIsUsedWhileTheServerIsAwayAndTheSignatureHolds(int status) {
        server.serve("/b", signed("1", Duration.ofDays(1)));
        open("/b", keys, null);
        server.on("/b", exchange -> exchange.sendResponseHeaders(status, -1));

        BundleArchive last = open("/b", keys, null);

        assertThat(BundleManifest.of(last).revision()).isEqualTo("1");
        assertThat(warnings)
                .containsExactly("Bundle " + server.url("/b")
                        + " cannot be fetched: the server answers with status " + status
                        + "\nThe last one that was fetched is used,"
                        + " which is verified: " + last.digest());
        now = NOW.plus(Duration.ofDays(1));
        assertThatThrownBy(() -> open("/b", keys, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Bundle " + server.url("/b") + " cannot be fetched: the server answers with status " + status
                                + "\nThe last one that was fetched cannot be used either. Bundle " + server.url("/b")
                                + " is refused: its signature expired at 2026-11-25T12:00:00Z; get a newer bundle, or have this"
                                + " one signed again");
    }

    @Test
    void aBundleThatWasTamperedWithInTheCacheIsRefused() throws IOException {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);
        byte[] kept = CacheFile.unseal(server.url("/b"), Files.readAllBytes(kept()));
        var changed = new ByteArrayOutputStream();
        changed.write(kept, 0, new String(kept, StandardCharsets.ISO_8859_1).indexOf('\n') + 1);
        changed.writeBytes(bundle("evil"));
        Files.write(kept(), CacheFile.seal(server.url("/b"), changed.toByteArray()));

        assertRefused(
                server.url("/b"),
                () -> open("/b", keys, null),
                "it is not signed, and a verification key is configured");
    }

    @Test
    void aBundleThatWasDamagedInTheCacheIsFetchedAgain() throws IOException {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);
        byte[] whole = Files.readAllBytes(kept());
        byte[] flipped = whole.clone();
        flipped[9] ^= 1;
        for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), flipped, new byte[0])) {
            Files.write(kept(), damaged);

            assertThat(BundleManifest.of(open("/b", keys, null)).revision()).isEqualTo("1");
            assertThat(kept()).hasBinaryContent(whole);
        }
        assertThat(server.requests).containsExactly("/b", "/b", "/b", "/b");
    }

    private Path kept() throws IOException {
        try (var kept = Files.list(folder.resolve("downloads"))) {
            return kept.findFirst().orElseThrow();
        }
    }

    @Test
    void whatIsServedWithoutASignatureIsRefusedAndTheLastOneKept() {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);
        server.serve("/b", bundle("2"));

        assertRefused(
                server.url("/b"),
                () -> open("/b", keys, null),
                "it is not signed, and a verification key is configured");
        server.on("/b", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThat(BundleManifest.of(open("/b", keys, null)).revision()).isEqualTo("1");
    }

    @Test
    void aUrlNeedsAKeyOrADigest() {
        assertRefused(
                server.url("/b"),
                () -> open("/b", null, null),
                "what comes over the network must be verified; say --verification-key FILE, or --digest sha256:…");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/b",
                "ftp://localhost/b",
                "https:///b",
                "https://localhost:65536/b",
                "https://me:secret@localhost/b"
            })
    void onlyHttpsIsFetched(String url) {
        assertRefused(
                url.replace("me:secret@", "…@"),
                () -> loader().open(new PolicyOrigin(url, wanted(keys), null, null)),
                "it is not an HTTPS URL with a host and without a password in it");
    }

    @Test
    void redirectsAreFollowed() {
        server.redirect("/a", "/b");
        server.redirect("/b", server.url("/c"));
        server.serve("/c", signed("1", null));

        assertThat(open("/a", keys, null).origin()).isEqualTo(server.url("/a"));
    }

    @Test
    void redirectsToOtherSchemesAreRefused() {
        server.redirect("/a", "http://localhost:1/b");

        assertRefused(
                server.url("/a"),
                () -> open("/a", keys, null),
                "it redirects to http://localhost:1/b, which is not an HTTPS URL with a host and without a password in it");
    }

    @Test
    void redirectsWithoutEndAreRefused() {
        server.redirect("/a", "/a");

        assertRefused(server.url("/a"), () -> open("/a", keys, null), "it redirects more than 5 times");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "100.64.0.1", "0.1.2.3"})
    void redirectsFromTheInternetToTheInsideAreRefused(String inside) {
        String target = "https://" + inside + ":" + server.port() + "/secret";
        server.redirect("/a", target);
        server.serve("/secret", signed("1", null));
        // The name of the server stands for an address on the internet.
        var loader = loader(host -> host.equals("localhost")
                ? new InetAddress[] {InetAddress.getByName("203.0.113.7")}
                : InetAddress.getAllByName(host));

        assertRefused(
                server.url("/a"),
                () -> loader.open(origin("/a", keys, null)),
                "it redirects to " + target + ", which is inside this network; the server it is fetched from must not"
                        + " send anybody there");
        assertThat(server.requests).containsExactly("/a");
    }

    @Test
    void aBodyThatNeverEndsIsCutOff() {
        server.on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 100; i++) {
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        limit = Duration.ofSeconds(1);

        assertThatThrownBy(() -> open("/slow", keys, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Bundle " + server.url("/slow") + " cannot be fetched: it did not come within 1 s, the limit");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBodyThatIsTooLongIsCutOff() {
        server.on("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[10_000];
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(part);
            }
        });

        assertRefused(
                server.url("/huge"),
                () -> open("/huge", keys, null),
                "it is larger than " + MAX_BYTES + " bytes, the limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void aServerThatDoesNotHandOutTheBundleIsHeard(int status) {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);
        server.on("/b", exchange -> exchange.sendResponseHeaders(status, -1));

        assertRefused(
                server.url("/b"),
                () -> open("/b", keys, null),
                "the server answers with status " + status + ": it does not hand out the bundle");
        assertThat(warnings).isEmpty();
    }

    @Test
    void aServerThatIsNotTrustedIsRefusedWhateverWasFetchedBefore() {
        server.serve("/b", signed("1", null));
        open("/b", keys, null);

        assertThatThrownBy(() -> loader().open(new PolicyOrigin(server.url("/b"), wanted(keys), null, null)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Bundle " + server.url("/b") + " is refused: the certificate of its server is not trusted: ")
                .hasMessageEndingWith(
                        "; if it is of an authority of your own, say --ca-file FILE with the authority's certificate");
    }

    @Test
    void aServerThatIsAwayIsSaidSo() throws IOException {
        server.close();
        assertThatThrownBy(() -> open("/b", keys, null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Bundle " + server.url("/b") + " cannot be fetched: the server cannot be reached: ");
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> {
                try (Socket client = silent.accept()) {
                    client.getOutputStream().write("What?\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    // The client sees it, too.
                }
            });
            answering.start();
            String url = "https://localhost:" + silent.getLocalPort() + "/b";
            assertThatThrownBy(() -> loader().open(new PolicyOrigin(url, wanted(keys), null, null)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("Bundle " + url + " cannot be fetched: it cannot be talked to over TLS: ");
        }
    }

    @Test
    void aRedirectToNowhereIsRefused() {
        server.on("/a", exchange -> exchange.sendResponseHeaders(302, -1));

        assertRefused(
                server.url("/a"),
                () -> open("/a", keys, null),
                "the server answers with status 302, but does not say where to look");
    }

    private BundleArchive open(String path, @Nullable KeyPair key, @Nullable String digest) {
        return loader().open(origin(path, key, digest));
    }

    private PolicyOrigin origin(String path, @Nullable KeyPair key, @Nullable String digest) {
        return new PolicyOrigin(server.url(path), key == null ? null : wanted(key), digest, server.certificate());
    }

    private PolicyLoader loader() {
        return loader(InetAddress::getAllByName);
    }

    private PolicyLoader loader(NetworkPlaces.Resolver resolver) {
        var timeouts = new BundleDownload.Timeouts(limit, limit);
        return new PolicyLoader(
                new CustomPolicies(toolchain, null),
                folder,
                Clock.fixed(now, ZoneOffset.UTC),
                warnings::add,
                trust -> new BundleDownload(trust, timeouts, resolver, MAX_BYTES));
    }

    private static Verification wanted(KeyPair key) {
        return new Verification(key.getPublic(), null, null);
    }

    private static byte[] bundle(String revision) {
        return Archives.bundle(Map.of(".manifest", "{\"revision\": \"" + revision + "\"}", "x.rego", "package x\n"));
    }

    private static byte[] signed(String revision, @Nullable Duration validity) {
        return new BundleSigner(keys.getPrivate(), null, null, null, validity)
                .sign(BundleArchive.read("b", bundle(revision)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void assertRefused(String origin, ThrowingCallable opening, String why) {
        assertThatThrownBy(opening)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle " + origin + " is refused: " + why);
    }
}
