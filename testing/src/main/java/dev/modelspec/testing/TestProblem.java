package dev.modelspec.testing;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a test did not pass.
 *
 * @param message what is wrong, one sentence or more
 * @param place the expression that failed, or the case; null if it is not known
 * @param locals the values of the local variables there, by name, as Rego writes them
 * @param difference from what was expected to what there is; empty if that is not the matter
 */
public record TestProblem(
        String message, @Nullable Place place, SortedMap<String, String> locals, List<DiffLine> difference) {

    public TestProblem {
        locals = Collections.unmodifiableSortedMap(new TreeMap<>(locals));
        difference = List.copyOf(difference);
    }

    /**
     * A stretch of a line of a file.
     *
     * @param file as the user knows it
     * @param line from 1
     * @param column from 1, in code points
     * @param length in code points, at least 1; what goes beyond the line is left out
     * @param text the whole line
     */
    public record Place(String file, int line, int column, int length, String text) {}

    static TestProblem of(String message) {
        return new TestProblem(message, null, new TreeMap<>(), List.of());
    }
}
