@NullMarked
package dev.modelspec.engine.governance;

import org.jspecify.annotations.NullMarked;
