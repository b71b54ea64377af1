package dev.modelspec.engine.source;

import java.util.ArrayList;
import java.util.List;

/** JSON Pointers (RFC 6901) to and from lists of path segments. */
public final class JsonPointers {
    private JsonPointers() {}

    /**
     * The pointer of a path.
     *
     * @param path field names and array indexes from the root; whatever they are, their {@code toString} is the segment
     * @return the empty string for an empty path
     */
    public static String of(Iterable<?> path) {
        StringBuilder pointer = new StringBuilder();
        for (Object segment : path) {
            append(pointer, String.valueOf(segment));
        }
        return pointer.toString();
    }

    /** The pointer of something one step below. */
    public static String child(String parent, Object segment) {
        StringBuilder pointer = new StringBuilder(parent);
        append(pointer, String.valueOf(segment));
        return pointer.toString();
    }

    /** The segments of a pointer, with its escapes undone. */
    public static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start <= pointer.length()) {
            int slash = pointer.indexOf('/', start);
            int end = slash < 0 ? pointer.length() : slash;
            segments.add(unescape(pointer.substring(start, end)));
            start = end + 1;
        }
        return segments;
    }

    /** Appends one step to a pointer that is being built. */
    public static void append(StringBuilder pointer, String segment) {
        pointer.append('/');
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            switch (c) {
                case '~' -> pointer.append("~0");
                case '/' -> pointer.append("~1");
                default -> pointer.append(c);
            }
        }
    }

    private static String unescape(String segment) {
        return segment.indexOf('~') < 0 ? segment : segment.replace("~1", "/").replace("~0", "~");
    }
}
