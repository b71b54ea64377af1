package dev.modelspec.cli;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the specs of a name are, among all that is checked and, for files that are named, what is beside them. Everything is looked
 * through when the first name is asked for, and of each spec only its name and place are kept. Thread-safe.
 */
final class SpecIndex {
    private static final SpecParser PARSER = SpecParser.ofModelSpecs();

    private final List<Path> paths;
    private final Map<String, Place> first = new HashMap<>();
    private final Map<InFolder, Place> others = new HashMap<>();
    private boolean built;

    SpecIndex(List<Path> paths) {
        this.paths = paths;
    }

    /**
     * Where a spec is.
     *
     * @param file the file
     * @param document which of its documents, from 1
     */
    record Place(Path file, int document) {
        @Nullable
        Path folder() {
            return file.getParent();
        }
    }

    private record InFolder(String name, @Nullable Path folder) {}

    /** The spec of that name in the folder of a file, else the first one; null if there is none. */
    @Nullable
    Place find(String name, Path beside) {
        build();
        Place near = others.get(new InFolder(name, beside.getParent()));
        Place any = first.get(name);
        boolean firstIsNear = any != null && Objects.equals(any.folder(), beside.getParent());
        return near == null || firstIsNear ? any : near;
    }

    private synchronized void build() {
        if (built) {
            return;
        }
        built = true;
        Set<Path> siblings = new HashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                addAll(new InputFinder(List.of(path)));
            } else if (Files.isRegularFile(path) && siblings.add(path.resolveSibling(""))) {
                addAll(new InputFinder(besides(path)));
            }
        }
    }

    private static List<Path> besides(Path file) {
        Path folder = file.getParent();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder == null ? Path.of("") : folder)) {
            var files = new ArrayList<Path>();
            for (Path child : stream) {
                if (FileNames.canHoldSpecs(String.valueOf(child.getFileName())) && Files.isRegularFile(child)) {
                    files.add(child);
                }
            }
            Collections.sort(files);
            return files;
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(file);
        }
    }

    private void addAll(Iterator<Input> inputs) {
        while (inputs.hasNext()) {
            if (inputs.next() instanceof Input.Text text && text.path() != null) {
                add(text.path());
            }
        }
    }

    private void add(Path file) {
        byte[] content = read(file);
        if (!Prescan.mayHoldSpecs(content)) {
            return;
        }
        for (ParsedDocument document : PARSER.parse(new Source(file.toString(), content))) {
            if (document instanceof ParsedSpec spec) {
                add(spec.name(), new Place(file, spec.index()));
            }
        }
    }

    private void add(@Nullable String name, Place place) {
        if (name == null) {
            return;
        }
        Place before = first.putIfAbsent(name, place);
        if (before != null && !Objects.equals(before.folder(), place.folder())) {
            others.putIfAbsent(new InFolder(name, place.folder()), place);
        }
    }

    /** The content of a file; nothing if it is too large or cannot be read, which is said where it is checked. */
    static byte[] read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(SpecParser.MAX_BYTES + 1);
            return content.length > SpecParser.MAX_BYTES ? new byte[0] : content;
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
