package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that others wrote. */
final class BundleJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private BundleJson() {}

    /**
     * The value of a file in a bundle.
     *
     * @throws ConfigurationException if it is not JSON
     */
    static JsonNode read(BundleArchive bundle, String file, byte[] text) {
        try {
            return read("its " + file, text);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(bundle.origin(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * The value of a text.
     *
     * @param what is read, for the message
     * @throws IllegalArgumentException if it is not JSON; the message is the rest of a sentence
     */
    static JsonNode read(String what, byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
