package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code uri.parse} and {@code uri.is_valid}. */
final class UriBuiltins {
    static final List<HostBuiltin> ALL =
            List.of(builtin("uri.parse", UriBuiltins::parse), builtin("uri.is_valid", UriBuiltins::isValid));

    private UriBuiltins() {}

    private static RegoValue parse(Arguments arguments) throws BuiltinException {
        Uri uri = Uri.parse(arguments.string(0));
        TreeMap<RegoValue, RegoValue> parts = new TreeMap<>();
        put(parts, "scheme", uri.scheme());
        put(parts, "hostname", uri.hostname());
        put(parts, "port", uri.port());
        put(parts, "path", uri.path());
        put(parts, "raw_path", uri.rawPath());
        put(parts, "raw_query", uri.rawQuery());
        put(parts, "fragment", uri.fragment());
        return new RegoObject(parts);
    }

    private static void put(Map<RegoValue, RegoValue> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.put(new RegoString(name), new RegoString(value));
        }
    }

    private static RegoValue isValid(Arguments arguments) {
        if (!(arguments.value(0) instanceof RegoString text) || text.value().isEmpty()) {
            return RegoBoolean.of(false);
        }
        try {
            Uri.parse(text.value());
            return RegoBoolean.of(true);
        } catch (BuiltinException invalid) {
            return RegoBoolean.of(false);
        }
    }
}
