package dev.modelspec.engine.policy;

import dev.modelspec.engine.policy.builtin.RegexSyntax;
import dev.modelspec.engine.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/** A parameter that is a regular expression of OPA. One that OPA does not take is undefined to it, and would find nothing. */
public final class RegexFormat implements TextFormat {
    @Override
    public String name() {
        return "regex";
    }

    @Override
    public @Nullable String problem(String text) {
        String problem = RegexSyntax.problem(text);
        return problem == null ? null : "is no regular expression of OPA: " + problem;
    }

    @Override
    public String remediation() {
        return "Its syntax is RE2's, which has no (?=…), (?!…), (?<=…), (?<!…) and no \\1; see docs/builtins.md.";
    }
}
