/** What was found before: in the previous audit, and when the rules were adopted. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.history;
