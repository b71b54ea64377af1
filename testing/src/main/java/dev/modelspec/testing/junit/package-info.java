/** Policy tests as JUnit tests. Alone in needing JUnit. */
@NullMarked
package dev.modelspec.testing.junit;

import org.jspecify.annotations.NullMarked;
