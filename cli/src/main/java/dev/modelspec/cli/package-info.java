/** The {@code modelspec} command. */
@NullMarked
package dev.modelspec.cli;

import org.jspecify.annotations.NullMarked;
