@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.cluster;
