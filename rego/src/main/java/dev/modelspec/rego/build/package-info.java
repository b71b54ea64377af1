/** Run by the build of {@code policies/} only. */
@NullMarked
package dev.modelspec.rego.build;

import org.jspecify.annotations.NullMarked;
