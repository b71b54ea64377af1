package dev.modelspec.engine.policy.builtin;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All builtins that the host offers to policies compiled to Wasm. The table of them is {@code docs/builtins.md}. */
public final class HostBuiltins {
    private static final TreeMap<String, HostBuiltin> BY_NAME = new TreeMap<>();

    static {
        Stream.of(
                        CollectionBuiltins.ALL,
                        CryptoBuiltins.ALL,
                        EncodingBuiltins.ALL,
                        JsonBuiltins.ALL,
                        RegexBuiltins.ALL,
                        SemverBuiltins.ALL,
                        StringBuiltins.ALL,
                        TimeBuiltins.ALL,
                        UnitsBuiltins.ALL,
                        UriBuiltins.ALL,
                        UuidBuiltins.ALL,
                        YamlBuiltins.ALL)
                .flatMap(List::stream)
                .forEach(builtin -> BY_NAME.put(builtin.name(), builtin));
    }

    private HostBuiltins() {}

    /** The builtin of a name, if the host offers it. */
    public static Optional<HostBuiltin> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of all builtins offered, in alphabetical order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /**
     * Answers a call.
     *
     * @return null if the call is undefined
     * @throws IllegalArgumentException if there is no such builtin; a fault of the caller
     * @throws BuiltinFault if the evaluation has to stop
     */
    public static @Nullable RegoValue call(String name, BuiltinContext context, List<RegoValue> arguments) {
        HostBuiltin builtin = find(name)
                .orElseThrow(() -> new IllegalArgumentException("the host does not offer the builtin " + name));
        try {
            return builtin.call(context, arguments);
        } catch (BuiltinException undefined) {
            return null;
        }
    }
}
