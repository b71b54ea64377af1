package dev.modelspec.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BigIntegerNode;

/** Reads JSON without loss: numbers keep every digit. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Json() {}

    static JsonNode read(String json) {
        JsonNode value = MAPPER.readTree(json);
        // networknt 3.0.9 asks an integer that is written with an exponent for its long value, and throws when it has
        // none.
        boolean hugeInteger = value.isNumber()
                && isInteger(value.decimalValue())
                && value.decimalValue().abs().compareTo(LONG_MAX) > 0;
        return hugeInteger ? BigIntegerNode.valueOf(value.decimalValue().toBigIntegerExact()) : value;
    }

    /** Whether a number is an integer as JSON Schema means it: by value, so 2.0 is one. */
    static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** The lines of a text file beside the tests, without the empty ones. */
    static List<String> lines(String resource) {
        try (InputStream in = Json.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
