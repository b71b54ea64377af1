@NullMarked
package dev.modelspec.engine.source;

import org.jspecify.annotations.NullMarked;
