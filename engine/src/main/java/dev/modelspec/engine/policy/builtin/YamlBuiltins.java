package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.List;

/** {@code yaml.is_valid}, {@code yaml.marshal} and {@code yaml.unmarshal}. */
final class YamlBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("yaml.is_valid", YamlBuiltins::isValid),
            builtin("yaml.marshal", a -> new RegoString(YamlWriter.write(a.value(0)))),
            builtin("yaml.unmarshal", a -> YamlDecoder.decode(a.string(0))));

    private YamlBuiltins() {}

    private static RegoValue isValid(Arguments arguments) {
        if (!(arguments.value(0) instanceof RegoString text)) {
            return RegoBoolean.of(false);
        }
        try {
            YamlDecoder.decode(text.value());
            return RegoBoolean.of(true);
        } catch (BuiltinException invalid) {
            return RegoBoolean.of(false);
        }
    }
}
