package dev.modelspec.engine.policy.builtin;

import java.util.List;

/** One builtin function of Rego which runs in the host. Implementations keep no state and may be shared by threads. */
public interface HostBuiltin {
    /** The name by which Rego calls it, such as {@code time.parse_ns}. */
    String name();

    /**
     * Answers a call.
     *
     * @param arguments as many as the builtin's declaration has; their types may be anything
     * @throws BuiltinException when the call is undefined
     */
    RegoValue call(BuiltinContext context, List<RegoValue> arguments) throws BuiltinException;
}
