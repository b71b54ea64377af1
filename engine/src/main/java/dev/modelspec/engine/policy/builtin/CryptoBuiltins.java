package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code crypto.md5|sha1|sha256} and {@code crypto.hmac.*}. Digests are written in lower-case hexadecimal. */
final class CryptoBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("crypto.md5", a -> digest("MD5", a)),
            builtin("crypto.sha1", a -> digest("SHA-1", a)),
            builtin("crypto.sha256", a -> digest("SHA-256", a)),
            builtin("crypto.hmac.md5", a -> hmac("HmacMD5", a)),
            builtin("crypto.hmac.sha1", a -> hmac("HmacSHA1", a)),
            builtin("crypto.hmac.sha256", a -> hmac("HmacSHA256", a)),
            builtin("crypto.hmac.sha512", a -> hmac("HmacSHA512", a)),
            builtin("crypto.hmac.equal", a -> RegoBoolean.of(MessageDigest.isEqual(a.bytes(0), a.bytes(1)))));

    private CryptoBuiltins() {}

    private static RegoValue digest(String algorithm, Arguments arguments) throws BuiltinException {
        byte[] message = arguments.bytes(0);
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static RegoValue hmac(String algorithm, Arguments arguments) throws BuiltinException {
        byte[] message = arguments.bytes(0);
        byte[] key = arguments.bytes(1);
        try {
            Mac mac = Mac.getInstance(algorithm);
            // HMAC pads the key with zeros, so one zero byte stands for the empty key, which SecretKeySpec refuses.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return hex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    private static RegoValue hex(byte[] bytes) {
        return new RegoString(HexFormat.of().formatHex(bytes));
    }
}
