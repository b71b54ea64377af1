package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import tools.jackson.core.exc.StreamReadException;

/** Says what the JSON parser could not read. */
final class JsonProblems {
    private JsonProblems() {}

    static UnreadableException explain(StreamReadException e, SourceText text, SyntaxFindings findings) {
        int at = (int) Math.max(
                0, Math.min(e.getLocation().getCharOffset(), text.text().length()));
        return findings.fatal(
                SyntaxRule.JSON,
                "",
                at,
                at,
                "This is not valid JSON: " + e.getOriginalMessage() + ".",
                "Correct the text here, or just before.");
    }
}
