package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How {@link Authorities} are written down in a Secret. */
final class AuthoritySecret {
    static final String NAME = "modelspec-webhook-ca";

    private static final String CURRENT = "tls";
    private static final String NEXT = "next";
    private static final String ANNOUNCED = "next-announced";
    private static final String PREVIOUS = "previous.crt";
    private static final String PREVIOUS_UNTIL = "previous-until";

    private AuthoritySecret() {}

    /** @throws ConfigurationException if it has something that cannot be understood */
    static Authorities read(@Nullable Secret secret) {
        if (secret == null) {
            return Authorities.NONE;
        }
        Map<String, String> texts = SecretText.of(secret);
        String where = SecretText.name(secret);
        String previous = texts.get(PREVIOUS);
        return new Authorities(
                identity(texts, CURRENT, where),
                identity(texts, NEXT, where),
                instant(texts, ANNOUNCED, where),
                previous == null ? List.of() : Pem.certificates(previous, where + ", key " + PREVIOUS),
                instant(texts, PREVIOUS_UNTIL, where));
    }

    static Map<String, String> texts(Authorities authorities) {
        var texts = new LinkedHashMap<String, String>();
        put(texts, CURRENT, authorities.current());
        put(texts, NEXT, authorities.next());
        if (authorities.announced() != null) {
            texts.put(ANNOUNCED, authorities.announced().toString());
        }
        if (!authorities.previous().isEmpty()) {
            texts.put(PREVIOUS, Pem.text(authorities.previous()));
        }
        if (authorities.previousUntil() != null) {
            texts.put(PREVIOUS_UNTIL, authorities.previousUntil().toString());
        }
        return texts;
    }

    private static void put(Map<String, String> texts, String name, @Nullable Identity authority) {
        if (authority != null) {
            texts.put(name + ".crt", Pem.text(authority.chain()));
            texts.put(name + ".key", Pem.text(authority.key()));
        }
    }

    private static @Nullable Identity identity(Map<String, String> texts, String name, String where) {
        String certificate = texts.get(name + ".crt");
        String key = texts.get(name + ".key");
        return certificate == null || key == null
                ? null
                : Identity.ofPem(certificate, where + ", key " + name + ".crt", key, where + ", key " + name + ".key");
    }

    private static @Nullable Instant instant(Map<String, String> texts, String name, String where) {
        String text = texts.get(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Pem.wrong(where + ", key " + name, "it is no time such as 2026-01-31T12:00:00Z");
        }
    }
}
