/** How reports are written, a class a format. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.format;
