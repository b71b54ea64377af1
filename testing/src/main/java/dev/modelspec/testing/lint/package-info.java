/** Whether policies are written as agreed. */
@NullMarked
package dev.modelspec.testing.lint;

import org.jspecify.annotations.NullMarked;
