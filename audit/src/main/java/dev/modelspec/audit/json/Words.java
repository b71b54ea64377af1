package dev.modelspec.audit.json;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Constants as reports write them: {@code NOT_YET} is {@code not-yet}. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E of(Class<E> type, JsonNode word) {
        return Enum.valueOf(type, word.asString().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
