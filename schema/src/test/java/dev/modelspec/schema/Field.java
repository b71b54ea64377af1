package dev.modelspec.schema;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of fields.
 *
 * @param pointer JSON Pointer from the root of the spec, with {@code *} for any item of an array
 * @param type the JSON Schema type
 * @param required whether its parent must have it
 * @param minimum smallest number allowed
 * @param maximum largest number allowed
 * @param allowed the only strings allowed; empty if any is
 * @param mapOfStrings whether this is an object with any keys, whose values are strings
 * @param defaultValue what a spec without the field means, as JSON; empty if the standard does not say
 */
record Field(
        String pointer,
        String type,
        boolean required,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        List<String> allowed,
        boolean mapOfStrings,
        String defaultValue) {

    String parent() {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** Reads {@code pointer,type,required,limits}. */
    static Field parse(String row) {
        String[] cells = row.split(",", -1);
        if (cells.length != 4) {
            throw new IllegalArgumentException("a row has four cells: " + row);
        }
        String limits = cells[3];
        BigDecimal minimum = null;
        BigDecimal maximum = null;
        List<String> allowed = List.of();
        boolean map = limits.equals("map of strings");
        String defaultValue = limits.startsWith("default ") ? limits.substring("default ".length()) : "";
        if (!map && !limits.isEmpty() && defaultValue.isEmpty()) {
            for (String limit : limits.split(" ", -1)) {
                if (limit.startsWith(">=")) {
                    minimum = new BigDecimal(limit.substring(2));
                } else if (limit.startsWith("<=")) {
                    maximum = new BigDecimal(limit.substring(2));
                } else {
                    allowed = List.of(limit.split("\\|", -1));
                }
            }
        }
        boolean required = cells[2].equals("yes");
        return new Field(cells[0], cells[1], required, minimum, maximum, allowed, map, defaultValue);
    }
}
