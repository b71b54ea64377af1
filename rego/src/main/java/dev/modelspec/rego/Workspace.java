package dev.modelspec.rego;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rego and data files, and what OPA may assume about them.
 *
 * @param files slash-separated relative paths and their contents; Rego as {@code .rego}, data as {@code .json} or
 *     {@code .yaml}
 * @param inputSchema JSON Schema that references to {@code input} are type-checked against; null for none
 * @param unavailableBuiltins names of the builtins that are refused
 * @param strict whether OPA's strict mode applies: unused imports, variables and arguments are errors
 */
public record Workspace(
        SortedMap<String, String> files,
        @Nullable String inputSchema,
        SortedSet<String> unavailableBuiltins,
        boolean strict) {

    public Workspace {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        unavailableBuiltins = Collections.unmodifiableSortedSet(new TreeSet<>(unavailableBuiltins));
    }

    /** A workspace without an input schema that refuses no builtin and is not strict. */
    public static Workspace of(Map<String, String> files) {
        return new Workspace(new TreeMap<>(files), null, new TreeSet<>(), false);
    }

    /** This workspace with references to {@code input} checked. */
    public Workspace withInputSchema(String schema) {
        return new Workspace(files, schema, unavailableBuiltins, strict);
    }

    /** This workspace with the named builtins refused. */
    public Workspace without(Set<String> builtins) {
        return new Workspace(files, inputSchema, new TreeSet<>(builtins), strict);
    }

    /** This workspace with some of its files only. */
    public Workspace only(Set<String> some) {
        var kept = new TreeMap<>(files);
        kept.keySet().retainAll(some);
        return new Workspace(kept, inputSchema, unavailableBuiltins, strict);
    }

    /** This workspace in OPA's strict mode. */
    public Workspace strictly() {
        return new Workspace(files, inputSchema, unavailableBuiltins, true);
    }
}
