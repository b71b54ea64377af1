package dev.modelspec.engine.policy.builtin;

import java.util.List;

/** A builtin made of its name and a function. */
record SimpleBuiltin(String name, Body body) implements HostBuiltin {

    /** What the builtin does. */
    interface Body {
        RegoValue apply(Arguments arguments) throws BuiltinException;
    }

    static HostBuiltin builtin(String name, Body body) {
        return new SimpleBuiltin(name, body);
    }

    @Override
    public RegoValue call(BuiltinContext context, List<RegoValue> arguments) throws BuiltinException {
        return body.apply(new Arguments(context, arguments));
    }
}
