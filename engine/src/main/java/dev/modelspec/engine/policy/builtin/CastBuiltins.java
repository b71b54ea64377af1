package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.ArrayList;
import java.util.List;

/** The deprecated {@code cast_*} builtins, which only Rego v0 modules can call. */
final class CastBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("cast_array", a -> new RegoArray(new ArrayList<>(a.elements(0, "array", "set")))),
            builtin("cast_set", a -> RegoSet.of(a.elements(0, "array", "set"))),
            builtin("cast_string", a -> same(a, RegoString.class, "string")),
            builtin("cast_boolean", a -> same(a, RegoBoolean.class, "boolean")),
            builtin("cast_null", a -> same(a, RegoNull.class, "null")),
            builtin("cast_object", a -> same(a, RegoObject.class, "object")));

    private CastBuiltins() {}

    private static RegoValue same(Arguments arguments, Class<? extends RegoValue> type, String name)
            throws BuiltinException {
        if (type.isInstance(arguments.value(0))) {
            return arguments.value(0);
        }
        throw arguments.wrongType(0, name);
    }
}
