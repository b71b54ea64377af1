@NullMarked
package dev.modelspec.engine.policy;

import org.jspecify.annotations.NullMarked;
