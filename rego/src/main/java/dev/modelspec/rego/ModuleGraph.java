package dev.modelspec.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which modules refer to which. It is read from their text, and takes more for a reference than OPA would, never less: a module
 * may rely on all that {@link #closure} leaves out being unknown to it.
 */
public final class ModuleGraph {
    private static final String PACKAGE = "package";
    private static final String DATA = "data";
    private static final String NAME = "[A-Za-z_]\\w*";

    /** Without escapes: what has one is not known, and so taken for more than it is. */
    private static final String STRING = "(?:\"[^\"\\\\\\n]*\"|`[^`]*`)";

    private static final Pattern REFERENCE =
            Pattern.compile(NAME + "(?:\\." + NAME + "|\\[\\s*" + STRING + "\\s*\\])*");
    private static final Pattern SEGMENT = Pattern.compile(NAME + "|" + STRING);

    /** Of each file. */
    private final Map<String, Path> packages = new HashMap<>();

    /** By the texts of their packages. */
    private final NavigableMap<String, List<String>> files = new TreeMap<>();

    private final Map<String, Set<Path>> references = new HashMap<>();

    private final Map<String, Set<String>> direct = new ConcurrentHashMap<>();

    private ModuleGraph() {}

    /**
     * The path of a package, or the beginning of one.
     *
     * @param text the segments, each after its length, which keeps neighbours apart
     */
    private record Path(List<String> segments, String text) {
        static Path of(List<String> segments) {
            return new Path(
                    List.copyOf(segments), segments.stream().map(Path::text).collect(Collectors.joining()));
        }

        private static String text(String segment) {
            return segment.length() + ":" + segment;
        }

        /** The texts of those that this one goes on from, the shortest first. */
        List<String> beginnings() {
            var beginnings = new ArrayList<String>();
            int end = 0;
            for (String segment : segments) {
                beginnings.add(text.substring(0, end));
                end += text(segment).length();
            }
            return beginnings;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Path path && text.equals(path.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    /** The graph of modules, given as Rego by path. */
    public static ModuleGraph of(Map<String, String> files) {
        var graph = new ModuleGraph();
        Map<String, Path> paths = new HashMap<>();
        files.forEach((path, rego) -> {
            boolean isRego = path.endsWith(".rego");
            Path declares = Path.of(isRego ? segments(packageText(rego)) : List.of());
            graph.packages.put(path, declares);
            graph.files
                    .computeIfAbsent(declares.text(), unknown -> new ArrayList<>())
                    .add(path);
            graph.references.put(path, isRego ? references(RegoCode.of(rego), paths) : Set.of());
        });
        return graph;
    }

    /**
     * The path of the package that Rego declares, as it stands there, such as {@code a.b["c d"]}. Empty if it declares none, or one
     * that only OPA can read.
     */
    static String packageText(String rego) {
        int statement = codeFrom(rego, 0);
        if (!rego.startsWith(PACKAGE, statement)) {
            return "";
        }
        Matcher path = REFERENCE.matcher(rego);
        path.region(codeFrom(rego, statement + PACKAGE.length()), rego.length());
        boolean known = path.lookingAt() && !rego.startsWith("[", path.end());
        return known ? path.group() : "";
    }

    /** Where code begins, behind spaces and comments. */
    private static int codeFrom(String rego, int at) {
        int from = at;
        while (from < rego.length() && (Character.isWhitespace(rego.charAt(from)) || rego.charAt(from) == '#')) {
            int end = rego.charAt(from) == '#' ? rego.indexOf('\n', from) : from;
            from = end < 0 ? rego.length() : end + 1;
        }
        return from;
    }

    /**
     * What code refers to.
     *
     * @param paths of the same texts before, which most are
     */
    private static Set<Path> references(String code, Map<String, Path> paths) {
        Set<Path> found = new HashSet<>();
        Matcher reference = REFERENCE.matcher(code);
        int at = code.indexOf(DATA);
        while (at >= 0) {
            int end = at + DATA.length();
            if ((at == 0 || !isPartOfReference(code.charAt(at - 1)))
                    && reference.region(at, code.length()).lookingAt()) {
                found.add(paths.computeIfAbsent(reference.group(), ModuleGraph::path));
                end = reference.end();
            }
            at = code.indexOf(DATA, end);
        }
        return found;
    }

    private static Path path(String reference) {
        List<String> segments = segments(reference);
        return Path.of(segments.subList(1, segments.size()));
    }

    private static boolean isPartOfReference(char c) {
        return c == '.' || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
        Path path = packages.get(file);
        return path == null ? List.of() : path.segments();
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

    /** What a file refers to, and what else is in its package. What has no package is referred to by everything. */
    private Set<String> needs(String file) {
        var needs = new HashSet<String>();
        Path own = packages.get(file);
        if (own != null) {
            needs.addAll(filesOf(own.text()));
        }
        for (Path reference : references.getOrDefault(file, Set.of())) {
            reference.beginnings().forEach(beginning -> needs.addAll(filesOf(beginning)));
            for (var within : files.tailMap(reference.text()).entrySet()) {
                if (!within.getKey().startsWith(reference.text())) {
                    break;
                }
                needs.addAll(within.getValue());
            }
        }
        return needs;
    }

    private List<String> filesOf(String packageText) {
        return files.getOrDefault(packageText, List.of());
    }
}
