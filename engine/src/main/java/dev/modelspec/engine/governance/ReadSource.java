package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.spec.ParsedDocument;
import java.util.List;

/**
 * A source that was read, and of which no rule has been asked.
 *
 * @param name of the source
 * @param documents in their order, at least one
 */
public record ReadSource(String name, List<Document> documents) {

    public ReadSource {
        documents = List.copyOf(documents);
    }

    /**
     * One document.
     *
     * @param findings if it is a ModelSpec, what its reader and its schema have against it
     */
    public record Document(ParsedDocument document, List<Finding> findings) {}
}
