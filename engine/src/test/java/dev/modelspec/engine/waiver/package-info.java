@org.jspecify.annotations.NullMarked
package dev.modelspec.engine.waiver;
