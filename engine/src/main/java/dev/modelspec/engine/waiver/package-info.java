/** Exceptions that somebody granted: for one rule, one spec, and a time. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.engine.waiver;
