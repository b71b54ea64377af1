@NullMarked
package dev.modelspec.engine.schema;

import org.jspecify.annotations.NullMarked;
