package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import dev.modelspec.engine.policy.builtin.GoJson.Layout;
import java.util.List;

/** {@code json.patch} and {@code json.marshal_with_options}. */
final class JsonBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("json.marshal_with_options", JsonBuiltins::marshal),
            builtin("json.patch", a -> JsonPatch.apply(a.value(0), a.array(1))));

    private JsonBuiltins() {}

    /** Indents if {@code pretty} says so, or, without it, if there is a {@code prefix} or {@code indent}. */
    private static RegoValue marshal(Arguments arguments) throws BuiltinException {
        String prefix = "";
        String indent = "\t";
        Boolean pretty = null;
        boolean hasLayout = false;
        for (var option : arguments.object(1).entries().entrySet()) {
            String name = Sprintf.term(option.getKey());
            if (option.getKey().equals(new RegoString("pretty")) && option.getValue() instanceof RegoBoolean flag) {
                pretty = flag.value();
            } else if (option.getKey().equals(new RegoString("prefix"))
                    && option.getValue() instanceof RegoString text) {
                prefix = text.value();
                hasLayout = true;
            } else if (option.getKey().equals(new RegoString("indent"))
                    && option.getValue() instanceof RegoString text) {
                indent = text.value();
                hasLayout = true;
            } else {
                throw arguments.invalid(1, "object contained unknown key or wrong type at key " + name);
            }
        }
        boolean indented = pretty == null ? hasLayout : pretty;
        return new RegoString(
                indented
                        ? prefix + GoJson.write(arguments.value(0), new Layout(prefix, indent))
                        : GoJson.write(arguments.value(0)));
    }
}
