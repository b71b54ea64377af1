package dev.modelspec.rego;

import java.util.Collections;
import java.util.List;
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
 * @param libraries those of the files, with the packages that they declare, without the leading {@code data}, that count only as far as
 *     others refer to them
 * @param inputSchema JSON Schema that references to {@code input} are type-checked against; null for none
 * @param parameters {@code {category: {rule: {name: JSON Schema with a default}}}} of rules that may not be among the files; null for none
 * @param unavailableBuiltins names of the builtins that are refused
 * @param strict whether OPA's strict mode applies: unused imports, variables and arguments are errors
 */
public record Workspace(
        SortedMap<String, String> files,
        SortedMap<String, List<String>> libraries,
        @Nullable String inputSchema,
        @Nullable String parameters,
        SortedSet<String> unavailableBuiltins,
        boolean strict) {

    public Workspace {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        libraries = Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
        unavailableBuiltins = Collections.unmodifiableSortedSet(new TreeSet<>(unavailableBuiltins));
    }

    /** A workspace without an input schema that refuses no builtin and is not strict. */
    public static Workspace of(Map<String, String> files) {
        return new Workspace(new TreeMap<>(files), new TreeMap<>(), null, null, new TreeSet<>(), false);
    }

    /** This workspace with references to {@code input} checked. */
    public Workspace withInputSchema(String schema) {
        return new Workspace(files, libraries, schema, parameters, unavailableBuiltins, strict);
    }

    /** This workspace with the parameters of rules that may not be among its files. */
    public Workspace withParameters(String ofOthers) {
        return new Workspace(files, libraries, inputSchema, ofOthers, unavailableBuiltins, strict);
    }

    /** This workspace with the named builtins refused. */
    public Workspace without(Set<String> builtins) {
        return new Workspace(files, libraries, inputSchema, parameters, new TreeSet<>(builtins), strict);
    }

    /** This workspace with some of its files as libraries. */
    public Workspace withLibraries(Map<String, List<String>> packages) {
        return new Workspace(files, new TreeMap<>(packages), inputSchema, parameters, unavailableBuiltins, strict);
    }

    /** This workspace with another text of a file, if it has that file. */
    public Workspace replacing(String path, String text) {
        var others = new TreeMap<>(files);
        others.replace(path, text);
        return new Workspace(others, libraries, inputSchema, parameters, unavailableBuiltins, strict);
    }

    /** This workspace in OPA's strict mode. */
    public Workspace strictly() {
        return new Workspace(files, libraries, inputSchema, parameters, unavailableBuiltins, true);
    }
}
