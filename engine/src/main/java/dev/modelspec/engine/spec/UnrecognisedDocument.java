package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;

/**
 * A document that does not say what it is: empty, a list, or without {@code apiVersion} and {@code kind}. Where a user names
 * the source as a spec, the finding is for him; where folders are searched, it is somebody else's document.
 *
 * @param index which document of its source, from 1
 * @param finding why this is no ModelSpec
 */
public record UnrecognisedDocument(int index, Finding finding) implements ParsedDocument {}
