@NullMarked
package dev.modelspec.engine.report;

import org.jspecify.annotations.NullMarked;
