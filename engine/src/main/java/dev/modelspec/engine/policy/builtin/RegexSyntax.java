package dev.modelspec.engine.policy.builtin;

import org.jspecify.annotations.Nullable;

/** Whether OPA takes a regular expression. */
public final class RegexSyntax {
    /**
     * Instructions that {@code regex.match} of OPA's Wasm takes: two thirds of the 8 MiB that an expression of RE2 may use, at 32 bytes
     * each, by which <a href="https://github.com/google/re2/blob/main/re2/compile.cc">its compiler</a> counts them.
     */
    private static final long MOST_INSTRUCTIONS = (8L << 20) * 2 / 3 / 32;

    private RegexSyntax() {}

    /** What is wrong with an expression, without a full stop; null if OPA takes it. */
    public static @Nullable String problem(String expression) {
        try {
            GoRegex.compile(expression);
            return RegexTranslator.translate(expression).size() <= MOST_INSTRUCTIONS
                    ? null
                    : "it is too large, with its repetitions written out";
        } catch (BuiltinException | BuiltinFault e) {
            return String.valueOf(e.getMessage()).replaceFirst("^error parsing regexp: ", "");
        }
    }
}
