/** Joins the reports of shards. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.merge;
