package dev.modelspec.engine.finding;

import dev.modelspec.engine.source.Region;

/**
 * Where a finding is.
 *
 * @param source the name of the source, as the user gave it
 * @param pointer JSON Pointer (RFC 6901) from the root of the document to what the finding is about, which need not exist;
 *     empty for the document itself
 * @param region the text of the nearest thing that exists there
 */
public record Location(String source, String pointer, Region region) {}
