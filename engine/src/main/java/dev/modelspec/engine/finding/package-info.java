@NullMarked
package dev.modelspec.engine.finding;

import org.jspecify.annotations.NullMarked;
