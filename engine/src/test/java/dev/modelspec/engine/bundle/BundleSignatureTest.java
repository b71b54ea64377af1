package dev.modelspec.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Map<String, String> FILES = Map.of(
            ".manifest", "{\"revision\": \"1\"}", "data.json", "{\"b\": 1.0, \"a\": 2}", "x.rego", "package x\n");
    private static KeyPair rsa;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        rsa = Keys.pair("RSA");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA,RS256",
        "RSA,RS384",
        "RSA,RS512",
        "RSA,PS256",
        "RSA,PS384",
        "RSA,PS512",
        "EC:secp256r1,ES256",
        "EC:secp384r1,ES384",
        "EC:secp521r1,ES512",
        "Ed25519,EdDSA"
    })
    void whatIsSignedIsVerified(String type, String algorithm) throws GeneralSecurityException {
        KeyPair keys = Keys.pair(type);
        var signer = new BundleSigner(keys.getPrivate(), algorithm, "ours", "prod", Duration.ofDays(1));

        var bundle = signed(signer);
        var signature = verify(bundle, new Verification(keys.getPublic(), "ours", "prod"), NOW);

        assertThat(signature)
                .isEqualTo(new BundleSignature(
                        algorithm, "ours", "prod", NOW, null, NOW.plus(Duration.ofDays(1)), signature.files()))
                .isEqualTo(BundleSignature.claimedBy(bundle));
        assertThat(signature.files()).containsOnlyKeys(".manifest", "data.json", "x.rego");
    }

    @Test
    void theUsualAlgorithmIsThatOfTheKey() throws GeneralSecurityException {
        assertThat(BundleSignature.claimedBy(signed(plain())))
                .isEqualTo(new BundleSignature(
                        "RS256",
                        null,
                        null,
                        NOW,
                        null,
                        null,
                        verify(signed(plain()), wanted(), NOW).files()));
    }

    @Test
    void anUnsignedBundleIsRefused() {
        assertRefused(archive(FILES), wanted(), "it is not signed, and a verification key is configured");
        assertThat(BundleSignature.claimedBy(archive(FILES))).isNull();
    }

    @Test
    void anAlteredBundleIsRefused() {
        var changed = files(signed(plain()));
        changed.put("x.rego", bytes("package x\n\nallow := true\n"));
        assertRefused(archive(changed), wanted(), "its x.rego was changed after it was signed");
        changed = files(signed(plain()));
        changed.put("data.json", bytes("{\"a\":3,\"b\":1.0}"));
        assertRefused(archive(changed), wanted(), "its data.json was changed after it was signed");
    }

    @Test
    void jsonMayBeLaidOutAnew() {
        var same = files(signed(plain()));
        same.put("data.json", bytes("{\"a\":2,\n\"b\":1.0}"));

        assertThat(verify(archive(same), wanted(), NOW)).isNotNull();
    }

    @Test
    void aBundleWithMoreOrLessThanWasSignedIsRefused() {
        var more = files(signed(plain()));
        more.put("y.rego", bytes("package y\n"));
        assertRefused(archive(more), wanted(), "its y.rego is not in its signature");
        var less = files(signed(plain()));
        less.remove("x.rego");
        assertRefused(archive(less), wanted(), "its signature is over x.rego, which is missing");
    }

    @Test
    void aRightSignatureByAnotherKeyIsRefused() throws GeneralSecurityException {
        assertRefused(
                signed(plain()),
                new Verification(Keys.pair("RSA").getPublic(), null, null),
                "its signature is wrong: it was made with another key, or changed since");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws GeneralSecurityException {
        assertRefused(
                signed(plain()),
                new Verification(Keys.pair("EC:secp256r1").getPublic(), null, null),
                "its signature is by the algorithm `RS256`, which does not go with the verification key, of type EC P-256");
    }

    @Test
    void aWrongSignatureIsRefused() {
        var wrong = files(signed(plain()));
        var text = new String(wrong.get(".signatures.json"), StandardCharsets.UTF_8);
        int at = text.length() - 40;
        wrong.put(
                ".signatures.json",
                bytes(text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1)));
        assertRefused(
                archive(wrong), wanted(), "its signature is wrong: it was made with another key, or changed since");
    }

    @Test
    void anExpiredSignatureIsRefusedFromTheSecondOn() {
        var bundle = signed(new BundleSigner(rsa.getPrivate(), null, null, null, Duration.ofHours(1)));

        assertThat(verify(bundle, wanted(), NOW.plusSeconds(3599))).isNotNull();
        assertThatThrownBy(() -> verify(bundle, wanted(), NOW.plusSeconds(3600)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle b.tar.gz is refused: its signature expired at 2026-11-24T13:00:00Z; get a newer"
                        + " bundle, or have this one signed again");
    }

    @Test
    void aSignatureOfTheFutureIsRefused() {
        assertThat(verify(signed(plain()), wanted(), NOW.minusSeconds(300))).isNotNull();
        assertThatThrownBy(() -> verify(signed(plain()), wanted(), NOW.minusSeconds(301)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Bundle b.tar.gz is refused: its signature says that it was made at 2026-11-24T12:00:00Z, which"
                                + " is yet to come: is the clock right, here and where it was signed?");
        assertRefused(
                withClaims("{\"files\": [], \"nbf\": " + (NOW.getEpochSecond() + 301) + "}"),
                wanted(),
                "its signature does not count before 2026-11-24T12:05:01Z");
    }

    @ParameterizedTest
    @CsvSource({
        "scope,5,text",
        "scope,null,text",
        "keyid,[],text",
        "iat,'\"now\"',time",
        "nbf,{},time",
        "exp,1e99,time",
        "exp,1e400000000,time",
        "nbf,1e2147483647,time"
    })
    void aClaimOfTheWrongTypeIsRefused(String claim, String value, String type) {
        assertRefused(
                withClaims("{\"files\": [], \"" + claim + "\": " + value + "}"),
                wanted(),
                "its signature has a claim `" + claim + "` that is no " + type);
    }

    private static BundleArchive withClaims(String claims) {
        try {
            String signed = base64("{\"alg\":\"RS256\"}") + "." + base64(claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(rsa.getPrivate());
            signature.update(bytes(signed));
            return withToken(
                    signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherKeyIdOrScopeIsRefused() {
        assertRefused(
                signed(plain()),
                new Verification(rsa.getPublic(), "ours", null),
                "its signature names no key; wanted is `ours`");
        var named = signed(new BundleSigner(rsa.getPrivate(), null, "theirs", "test", null));
        assertRefused(
                named,
                new Verification(rsa.getPublic(), "ours", "test"),
                "its signature names the key `theirs`; wanted is `ours`");
        assertRefused(
                named,
                new Verification(rsa.getPublic(), null, "prod"),
                "its signature names the scope `test`; wanted is `prod`");
        assertRefused(named, wanted(), "its signature names the scope `test`; wanted is none: say which with --scope");
    }

    @Test
    void aTokenWithoutASignatureOrWithThePublicKeyAsASecretIsRefused() throws GeneralSecurityException {
        String payload = base64("{\"files\":[]}");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(rsa.getPublic().getEncoded(), "HmacSHA256"));
        String hs = base64("{\"alg\":\"HS256\"}") + "." + payload;
        String hmac = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(hs)));

        assertRefused(
                withToken(hs + "." + hmac),
                wanted(),
                "its signature is by the algorithm `HS256`, which does not go with the verification key, of type RSA");
        assertRefused(
                withToken(base64("{\"alg\":\"none\"}") + "." + payload + "."),
                wanted(),
                "its signature is by the algorithm `none`, which does not go with the verification key, of type RSA");
    }

    @Test
    void whatIsNoSignatureIsRefused() {
        assertRefused(withToken("a.b"), wanted(), "its signature is not a JSON Web Token: it has not three parts");
        assertRefused(
                archive(Map.of(".signatures.json", "{\"signatures\": []}")),
                wanted(),
                "its .signatures.json must have one signature, as a text in a list `signatures`");
    }

    private static BundleSigner plain() {
        return new BundleSigner(rsa.getPrivate(), null, null, null, null);
    }

    private static Verification wanted() {
        return new Verification(rsa.getPublic(), null, null);
    }

    private static BundleArchive signed(BundleSigner signer) {
        return BundleArchive.read("b.tar.gz", signer.sign(archive(FILES), clock(NOW)));
    }

    private static BundleArchive withToken(String token) {
        return archive(Map.of(".signatures.json", "{\"signatures\": [\"" + token + "\"]}"));
    }

    private static BundleArchive archive(Map<String, String> files) {
        return BundleArchive.read("b.tar.gz", Archives.bundle(files));
    }

    private static BundleArchive archive(SortedMap<String, byte[]> files) {
        return BundleArchive.read("b.tar.gz", BundleWriter.write(files));
    }

    private static SortedMap<String, byte[]> files(BundleArchive bundle) {
        return new TreeMap<>(bundle.files());
    }

    private static BundleSignature verify(BundleArchive bundle, Verification wanted, Instant now) {
        return new BundleVerifier(wanted, clock(now)).verify(bundle);
    }

    private static void assertRefused(BundleArchive bundle, Verification wanted, String why) {
        assertThatThrownBy(() -> verify(bundle, wanted, NOW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Bundle b.tar.gz is refused: " + why);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
