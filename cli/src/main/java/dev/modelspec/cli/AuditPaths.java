package dev.modelspec.cli;

import dev.modelspec.audit.SpecOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paths to audit as they are looked at: in one order however they were given, so that reports can be compared and joined. */
final class AuditPaths {
    private AuditPaths() {}

    /** The paths in order, without those that are inside another. */
    static List<Path> inOrder(List<Path> given) {
        List<Path> sorted = given.stream()
                .map(Path::normalize)
                .map(path -> path.toString().isEmpty() ? Path.of(".") : path)
                .distinct()
                .sorted(Comparator.comparing(Path::toString, SpecOrder.PATH.comparator()))
                .toList();
        var kept = new ArrayList<Path>();
        for (Path path : sorted) {
            if (sorted.stream().noneMatch(other -> isInside(path, other))) {
                kept.add(path);
            }
        }
        return kept;
    }

    private static boolean isInside(Path path, Path other) {
        boolean here = other.equals(Path.of("."));
        return !path.equals(other)
                && (path.startsWith(other) || (here && !path.isAbsolute() && !path.startsWith("..")));
    }
}
