package dev.modelspec.cli;

import dev.modelspec.engine.governance.Dependency;
import dev.modelspec.engine.governance.DependencyResolver;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the specs that others refer to. A reference with a slash, or with the ending of a YAML or JSON file, is the path of a file,
 * relative to the file that refers to it; any other is the name of a spec. A spec whose text is not right is not found. Thread-safe.
 */
final class SpecReferences implements DependencyResolver {
    private static final SpecParser PARSER = SpecParser.ofModelSpecs();

    /** What many specs depend on, such as a guardrail, need not be read for each of them. */
    private static final int KEPT = 64;

    private final SpecIndex index;
    private final Map<SpecIndex.Place, Dependency> recent = Collections.synchronizedMap(new Recent());

    SpecReferences(List<Path> paths) {
        this.index = new SpecIndex(paths);
    }

    private static final class Recent extends LinkedHashMap<SpecIndex.Place, Dependency> {
        private static final long serialVersionUID = 1L;

        Recent() {
            super(KEPT * 2, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<SpecIndex.Place, Dependency> eldest) {
            return size() > KEPT;
        }
    }

    @Override
    public @Nullable Dependency resolve(String specRef, String source) {
        Path from = Path.of(source);
        SpecIndex.Place place = isPath(specRef) ? atPath(specRef, from) : index.find(specRef, from);
        if (place == null) {
            return null;
        }
        Dependency known = recent.get(place);
        if (known == null) {
            known = read(place);
            if (known != null) {
                recent.put(place, known);
            }
        }
        return known;
    }

    private static boolean isPath(String specRef) {
        return specRef.indexOf('/') >= 0 || FileNames.canHoldSpecs(specRef);
    }

    private static SpecIndex.@Nullable Place atPath(String specRef, Path from) {
        try {
            Path path = Path.of(specRef);
            Path file = from.resolveSibling(path).normalize();
            return path.isAbsolute() || !Files.isRegularFile(file) ? null : new SpecIndex.Place(file, 1);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable Dependency read(SpecIndex.Place place) {
        String name = place.file().toString();
        for (ParsedDocument document : PARSER.parse(new Source(name, SpecIndex.read(place.file())))) {
            if (document instanceof ParsedSpec spec
                    && spec.index() >= place.document()
                    && spec.findings().isEmpty()) {
                return Dependency.of(spec);
            }
        }
        return null;
    }
}
