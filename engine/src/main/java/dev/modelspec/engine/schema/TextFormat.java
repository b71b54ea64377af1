package dev.modelspec.engine.schema;

import org.jspecify.annotations.Nullable;

/** What texts have to be whose schema says so by {@code format}; JSON Schema leaves it to us whether to look. */
public interface TextFormat {
    /** What the schema calls it, such as {@code regex}. */
    String name();

    /** What is wrong with a text, as the rest of a sentence that begins with it; null if nothing is. */
    @Nullable
    String problem(String text);

    /** How to mend what is wrong; a sentence. */
    String remediation();
}
