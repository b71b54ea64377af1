package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.source.SourceText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Reads our own JSON resources. Without an object mapper, whose first use takes longer than checking a spec does. */
public final class JsonTrees {
    private JsonTrees() {}

    /** The value of a JSON text of ours. If it is none, that is our fault: a {@link GovernanceException}. */
    public static JsonNode read(Source source) {
        try {
            SourceText text = SourceDecoder.decode(source);
            SyntaxFindings findings = new SyntaxFindings(source.name(), text);
            Built built = new JsonReader(text, findings, new TreeBuilder(findings)).read();
            if (findings.take().isEmpty()) {
                return built == null ? NullNode.getInstance() : built.value();
            }
            throw new GovernanceException("Not a JSON text of ours: " + source.name());
        } catch (UnreadableException e) {
            throw new GovernanceException("Not a JSON text of ours: " + source.name(), e);
        }
    }
}
