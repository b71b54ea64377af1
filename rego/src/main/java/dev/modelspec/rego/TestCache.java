package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What passed in a folder, in one file: of each unit, which is a suite or all of the Rego tests together, the last that came of it, by the
 * digests of all that it depends on. What cannot be read is run again. Thread-safe.
 */
public final class TestCache {
    /** The last parts of the names of builtins, for {@code time["now_ns"]()} is a call, too. */
    private static final List<String> CHANCE = List.of("now_ns", "intn", "rfc4122");

    /** Of each unit, so that a change that is taken back costs nothing. */
    private static final int KEPT = 2;

    private static final String KEY = "key";
    private static final String VALUE = "value";

    private final @Nullable Path file;
    private @Nullable ObjectNode units;
    private boolean changed;

    /**
     * A cache.
     *
     * @param file keeps what is saved; null to remember what is put no longer than this object lives
     */
    public TestCache(@Nullable Path file) {
        this.file = file;
    }

    /** Whether Rego calls, or seems to, what may answer something else the next time. */
    public static boolean asksForChance(String rego) {
        return CHANCE.stream().anyMatch(rego::contains);
    }

    /** Whether there is no file with what was saved. */
    public boolean isNew() {
        return file == null || !file.toFile().exists();
    }

    /** Whether nothing was saved since a time, in milliseconds since 1970. */
    public boolean isOlder(long millis) {
        return file == null || file.toFile().lastModified() < millis;
    }

    /** Whether something is kept of a unit. */
    public synchronized boolean knows(String unit) {
        return units().has(unit);
    }

    /** What was put for a unit under a key; null if nothing was. */
    public synchronized @Nullable JsonNode get(String unit, String key) {
        for (JsonNode kept : units().path(unit)) {
            if (kept.path(KEY).asString("").equals(key)) {
                return kept.get(VALUE);
            }
        }
        return null;
    }

    /** All that is kept of a unit, the last first. */
    synchronized List<JsonNode> all(String unit) {
        return units().path(unit).valueStream().map(kept -> kept.path(VALUE)).toList();
    }

    /**
     * Puts what came of a unit.
     *
     * @param key the digest of all that it depends on
     */
    public synchronized void put(String unit, String key, JsonNode value) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        entries.addObject().put(KEY, key).set(VALUE, value);
        for (JsonNode kept : units().path(unit)) {
            if (entries.size() < KEPT && !kept.path(KEY).asString("").equals(key)) {
                entries.add(kept);
            }
        }
        units().set(unit, entries);
        changed = true;
    }

    /** Forgets the units that are gone. */
    public synchronized void forget(Predicate<String> gone) {
        List<String> names = units().propertyNames().stream().filter(gone).toList();
        units().remove(names);
        changed |= !names.isEmpty();
    }

    /** Reads what was saved, if nobody has. */
    public void load() {
        units();
    }

    private synchronized ObjectNode units() {
        if (units == null) {
            units = read();
        }
        return units;
    }

    private ObjectNode read() {
        if (file != null && file.toFile().isFile()) {
            try {
                return (ObjectNode) JsonText.read(CacheFile.unseal(owner(), Files.readAllBytes(file)));
            } catch (IOException | RuntimeException broken) {
                // As if it were not there.
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private String owner() {
        return file == null ? "" : file.getFileName().toString();
    }

    /** Saves what was put. What cannot be saved runs again the next time. */
    public synchronized void save() {
        if (file == null) {
            return;
        }
        try {
            if (changed) {
                Files.createDirectories(file.getParent());
                CacheFile.write(file, CacheFile.seal(owner(), JsonText.write(units())));
                changed = false;
            } else {
                // It is as good as new.
                file.toFile().setLastModified(System.currentTimeMillis());
            }
        } catch (IOException unwritable) {
            // The next run pays for it.
        }
    }
}
