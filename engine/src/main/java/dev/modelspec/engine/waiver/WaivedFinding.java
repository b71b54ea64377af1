package dev.modelspec.engine.waiver;

import dev.modelspec.engine.finding.Finding;

/**
 * A finding that counts for nothing, for somebody accepted it.
 *
 * @param finding with the level that it would have
 * @param waiver what excuses it
 */
public record WaivedFinding(Finding finding, Waiver waiver) {}
