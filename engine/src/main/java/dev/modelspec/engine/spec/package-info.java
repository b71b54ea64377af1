@NullMarked
package dev.modelspec.engine.spec;

import org.jspecify.annotations.NullMarked;
