package dev.modelspec.engine.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole numbers with a fraction or an exponent that no {@code long} holds, such as {@code 1.0e20}. JSON Schema takes them for integers,
 * and the library's limits of integers fail on them unless they are written as such.
 */
final class LargeNumbers {
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** A number of more digits stays as it is: to write it out would take more memory than it is worth. */
    private static final int MAX_DIGITS = 10_000;

    private LargeNumbers() {}

    /** The same value with such numbers as integers; the value itself, if there are none. */
    @SuppressWarnings("ReferenceEquality") // tells a copy from what was there
    static JsonNode asIntegers(JsonNode value) {
        if (value.isBigDecimal() && isLargeAndWhole(value.decimalValue())) {
            BigInteger integer = value.decimalValue().toBigIntegerExact();
            return JsonNodeFactory.instance.numberNode(integer);
        } else if (value instanceof ObjectNode object) {
            ObjectNode changed = null;
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                JsonNode integers = asIntegers(field.getValue());
                if (integers != field.getValue()) {
                    changed = changed == null ? shallow(object) : changed;
                    changed.set(field.getKey(), integers);
                }
            }
            return changed == null ? value : changed;
        } else if (value instanceof ArrayNode array) {
            ArrayNode changed = null;
            for (int i = 0; i < array.size(); i++) {
                JsonNode integers = asIntegers(array.get(i));
                if (integers != array.get(i)) {
                    changed = changed == null
                            ? JsonNodeFactory.instance.arrayNode().addAll(array)
                            : changed;
                    changed.set(i, integers);
                }
            }
            return changed == null ? value : changed;
        }
        return value;
    }

    private static ObjectNode shallow(ObjectNode object) {
        return JsonNodeFactory.instance.objectNode().setAll(object);
    }

    private static boolean isLargeAndWhole(BigDecimal number) {
        if ((long) number.precision() - number.scale() > MAX_DIGITS) {
            return false;
        }
        return (number.compareTo(MAX) > 0 || number.compareTo(MIN) < 0)
                && number.stripTrailingZeros().scale() <= 0;
    }
}
