package dev.modelspec.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which modules refer to which. It is read from their text, and takes more for a reference than OPA would, never less: a module
 * may rely on all that {@link #closure} leaves out being unknown to it.
 */
public final class ModuleGraph {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+(\\S+)");
    private static final Pattern REFERENCE =
            Pattern.compile("(?<![\\w.])data(?:\\.[A-Za-z_]\\w*|\\[(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)\\])*");
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z_]\\w*|\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`");

    private final Map<String, List<String>> packages = new TreeMap<>();
    private final Map<String, Set<List<String>>> references = new TreeMap<>();

    private final Map<String, List<String>> direct = new ConcurrentHashMap<>();

    private ModuleGraph() {}

    /** The graph of modules, given as Rego by path. */
    public static ModuleGraph of(Map<String, String> files) {
        var graph = new ModuleGraph();
        files.forEach((path, rego) -> {
            String code = RegoCode.of(rego);
            Matcher declared = PACKAGE.matcher(code);
            graph.packages.put(path, declared.find() ? segments(declared.group(1)) : List.of());
            Set<List<String>> found = new HashSet<>();
            for (Matcher reference = REFERENCE.matcher(code); reference.find(); ) {
                List<String> segments = segments(reference.group());
                found.add(segments.subList(1, segments.size()));
            }
            graph.references.put(path, found);
        });
        return graph;
    }

    private static List<String> segments(String reference) {
        var segments = new ArrayList<String>();
        for (Matcher segment = SEGMENT.matcher(reference); segment.find(); ) {
            String text = segment.group();
            segments.add(Character.isJavaIdentifierStart(text.charAt(0)) ? text : text.substring(1, text.length() - 1));
        }
        return segments;
    }

    /** The package that a file declares, without {@code data}; empty if it has no package statement. */
    public List<String> packageOf(String file) {
        return packages.getOrDefault(file, List.of());
    }

    /** Files, and all that they refer to, directly or not. */
    public SortedSet<String> closure(Collection<String> files) {
        var closure = new TreeSet<>(files);
        var open = new ArrayDeque<>(files);
        while (!open.isEmpty()) {
            for (String other : direct.computeIfAbsent(open.remove(), this::needs)) {
                if (closure.add(other)) {
                    open.add(other);
                }
            }
        }
        return closure;
    }

    /** What a file refers to, and what else is in its package. */
    private List<String> needs(String file) {
        List<String> own = packageOf(file);
        Set<List<String>> referred = references.getOrDefault(file, Set.of());
        var needs = new ArrayList<String>();
        packages.forEach((other, path) -> {
            if (path.equals(own) || referred.stream().anyMatch(reference -> overlap(reference, path))) {
                needs.add(other);
            }
        });
        return needs;
    }

    /** Whether one is the beginning of the other. What has no package overlaps with everything. */
    private static boolean overlap(List<String> reference, List<String> path) {
        int length = Math.min(reference.size(), path.size());
        return reference.subList(0, length).equals(path.subList(0, length));
    }
}
