package dev.modelspec.engine.policy.builtin;

import org.jspecify.annotations.Nullable;

/** Whether OPA takes a regular expression. */
public final class RegexSyntax {
    private RegexSyntax() {}

    /** What is wrong with an expression, without a full stop; null if OPA takes it. */
    public static @Nullable String problem(String expression) {
        try {
            GoRegex.compile(expression);
            return null;
        } catch (BuiltinException | BuiltinFault e) {
            return String.valueOf(e.getMessage()).replaceFirst("^error parsing regexp: ", "");
        }
    }
}
