/**
 * Policies that come in one piece: OPA bundles, how they are built, signed, verified and fetched. A bundle is read in memory and
 * never unpacked to disk.
 */
@NullMarked
package dev.modelspec.engine.bundle;

import org.jspecify.annotations.NullMarked;
