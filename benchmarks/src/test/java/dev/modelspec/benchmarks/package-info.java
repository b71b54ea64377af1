/** Tests of what the benchmarks measure. No timing. */
@NullMarked
package dev.modelspec.benchmarks;

import org.jspecify.annotations.NullMarked;
