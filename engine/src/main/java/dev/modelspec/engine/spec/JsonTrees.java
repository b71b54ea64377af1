package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.JsonText;
import tools.jackson.databind.JsonNode;

/** Reads and writes JSON of our own. */
public final class JsonTrees {
    private JsonTrees() {}

    /** The value of a JSON text of ours. If it is none, that is our fault: a {@link GovernanceException}. */
    public static JsonNode read(Source source) {
        try {
            return JsonText.read(source.content());
        } catch (IllegalArgumentException e) {
            throw new GovernanceException("Not a JSON text of ours: " + source.name() + ": " + e.getMessage(), e);
        }
    }

    /** The shortest JSON text of a value. */
    public static byte[] write(JsonNode value) {
        return JsonText.write(value);
    }
}
