package dev.modelspec.cli;

import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.IoMessages;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what there is to check, while it is being checked: the arguments in their order, the files of a folder in the order of their
 * names. Links are followed; a folder that several paths lead to is looked into once.
 */
final class InputFinder implements Iterator<Input> {
    static final String STDIN_ARGUMENT = "-";
    static final String STDIN_NAME = "<stdin>";

    private final Iterator<Path> arguments;
    private final Deque<Iterator<Path>> folders = new ArrayDeque<>();
    private final Set<Object> seen = new HashSet<>();
    private @Nullable Input next;

    /**
     * A finder.
     *
     * @param paths of files and folders, or {@value #STDIN_ARGUMENT}
     */
    InputFinder(List<Path> paths) {
        arguments = new LinkedHashSet<>(paths).iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null && (!folders.isEmpty() || arguments.hasNext())) {
            next = look();
        }
        return next != null;
    }

    @Override
    public Input next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Input found = next;
        next = null;
        return found;
    }

    private @Nullable Input look() {
        Iterator<Path> folder = folders.peek();
        if (folder == null) {
            return named(arguments.next());
        }
        if (!folder.hasNext()) {
            folders.pop();
            return null;
        }
        return found(folder.next());
    }

    private @Nullable Input named(Path path) {
        String name = path.toString();
        if (name.equals(STDIN_ARGUMENT)) {
            return new Input.Text(STDIN_NAME, null, 0, true);
        }
        if (name.isEmpty()) {
            return unreadable("''", "a path must not be empty");
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return enter(name.equals(".") ? Path.of("") : path, attributes);
            }
            return attributes.isRegularFile() ? new Input.Text(name, path, attributes.size(), true) : special(name);
        } catch (IOException e) {
            return unreadable(name, IoMessages.explain(e));
        }
    }

    private @Nullable Input found(Path path) {
        String file = path.getFileName().toString();
        boolean candidate = FileNames.canHoldSpecs(file);
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return FileNames.passedOver(path) ? null : enter(path, attributes);
            }
            if (!candidate) {
                return null;
            }
            return attributes.isRegularFile()
                    ? new Input.Text(path.toString(), path, attributes.size(), FileNames.promisesSpecs(file))
                    : special(path.toString());
        } catch (AccessDeniedException e) {
            // It may be a folder full of specs.
            return unreadable(path.toString(), IoMessages.explain(e));
        } catch (IOException e) {
            return candidate ? unreadable(path.toString(), IoMessages.explain(e)) : null;
        }
    }

    private @Nullable Input enter(Path folder, BasicFileAttributes attributes) {
        try {
            Object key = attributes.fileKey();
            if (!seen.add(key == null ? folder.toRealPath() : key)) {
                return null;
            }
            folders.push(children(folder).iterator());
            return null;
        } catch (IOException e) {
            return unreadable(folder.toString().isEmpty() ? "." : folder.toString(), IoMessages.explain(e));
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> children = new ArrayList<>();
            stream.forEach(children::add);
            Collections.sort(children);
            return children;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static Input special(String name) {
        return unreadable(
                name,
                "not a file or folder but a pipe, socket or device; to check what comes out of one, use `-` and"
                        + " redirect it");
    }

    private static Input unreadable(String name, String reason) {
        return new Input.Obstacle(new Unchecked(name, reason, false));
    }
}
