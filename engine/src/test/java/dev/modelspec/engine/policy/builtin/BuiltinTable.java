package dev.modelspec.engine.policy.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table in {@code docs/builtins.md}.
 *
 * @param places where each builtin runs: {@code Wasm}, {@code host}, {@code compiler} or {@code not offered}
 */
record BuiltinTable(Map<String, String> places) {
    private static final Path DOCUMENT = Path.of("../docs/builtins.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\|.*\\|");

    static BuiltinTable read() throws IOException {
        Map<String, String> places = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && places.put(row.group(1), row.group(2).strip()) != null) {
                throw new IllegalStateException("twice in " + DOCUMENT + ": " + row.group(1));
            }
        }
        return new BuiltinTable(places);
    }

    /** The builtins in a place. */
    SortedSet<String> in(String place) {
        SortedSet<String> names = new TreeSet<>(places.keySet());
        names.removeIf(name -> !place.equals(places.get(name)));
        return names;
    }
}
