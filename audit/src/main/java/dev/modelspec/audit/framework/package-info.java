/** Frameworks of controls, and how specs stand to them. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.framework;
