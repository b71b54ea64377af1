/** Measures the engine and the command, alone and side by side with their peers. */
@NullMarked
package dev.modelspec.benchmarks;

import org.jspecify.annotations.NullMarked;
