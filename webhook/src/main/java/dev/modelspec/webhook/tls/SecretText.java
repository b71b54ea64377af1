package dev.modelspec.webhook.tls;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Secrets carry bytes as base64; ours are ASCII. */
final class SecretText {
    private SecretText() {}

    /** All that is not empty. */
    static Map<String, String> of(Secret secret) {
        var texts = new LinkedHashMap<String, String>();
        if (secret.getData() != null) {
            secret.getData().forEach((key, base64) -> {
                if (!base64.isEmpty()) {
                    texts.put(key, new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1));
                }
            });
        }
        return texts;
    }

    static Map<String, String> data(Map<String, String> texts) {
        var data = new LinkedHashMap<String, String>();
        texts.forEach((key, text) -> data.put(key, base64(text)));
        return data;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** For messages. */
    static String name(Secret secret) {
        return "Secret " + secret.getMetadata().getNamespace() + "/"
                + secret.getMetadata().getName();
    }
}
