package dev.modelspec.cli;

import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.Source;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something to check, or what is in the way of it. */
sealed interface Input {
    /** As it was given or found. */
    String name();

    /**
     * A file, or standard input.
     *
     * @param name as it was given or found
     * @param path null for standard input
     * @param size in bytes when it was found; 0 for standard input
     * @param expected whether a spec is expected in it; else it may be something else and is passed over
     */
    record Text(String name, @Nullable Path path, long size, boolean expected) implements Input {}

    /**
     * A spec of a cluster.
     *
     * @param source what the API server says of it
     * @param namespace where it is
     */
    record Resource(Source source, Namespace namespace) implements Input {
        @Override
        public String name() {
            return source.name();
        }
    }

    /** Something that cannot be checked. */
    record Obstacle(Unchecked unchecked) implements Input {
        @Override
        public String name() {
            return unchecked.source();
        }
    }
}
