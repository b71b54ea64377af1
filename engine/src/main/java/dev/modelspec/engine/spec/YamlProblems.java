package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in our words what the YAML parser could not read, and how such a thing usually comes about. */
final class YamlProblems {
    private YamlProblems() {}

    static UnreadableException explain(
            MarkedYamlEngineException e, SourceText text, int context, int at, SyntaxFindings findings) {
        return findings.fatal(SyntaxRule.YAML, "", at, at, String.valueOf(e.getProblem()), "");
    }

    static UnreadableException unknown(int at, SyntaxFindings findings) {
        return findings.fatal(
                SyntaxRule.YAML,
                "",
                at,
                at,
                "The YAML parser can not read the text from here on.",
                "Look for unusual characters or directives (lines that start with %) here.");
    }
}
