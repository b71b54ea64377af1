/** What authors of policies need. */
@NullMarked
package dev.modelspec.testing;

import org.jspecify.annotations.NullMarked;
