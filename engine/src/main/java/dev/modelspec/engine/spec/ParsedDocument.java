package dev.modelspec.engine.spec;

/** What one document of a source turned out to be. */
public sealed interface ParsedDocument permits ParsedSpec, UnreadableDocument, OtherKind, UnrecognisedDocument {
    /** Which document of its source this is, from 1. */
    int index();
}
