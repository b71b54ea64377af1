package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import java.util.List;

/**
 * A document that can not be read, so that nobody can tell what it says.
 *
 * @param index which document of its source, from 1
 * @param findings why, at least one
 * @param mentionsSpec whether its text has the kind or the API group of a ModelSpec in it: when folders are searched, other
 *     files that are no YAML (templates, say) are none of our business
 */
public record UnreadableDocument(int index, List<Finding> findings, boolean mentionsSpec) implements ParsedDocument {}
