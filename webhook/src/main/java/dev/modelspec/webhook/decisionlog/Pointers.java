package dev.modelspec.webhook.decisionlog;

import java.util.List;

/** JSON Pointers (RFC 6901). */
final class Pointers {
    private Pointers() {}

    /** The pointer of something one step below. */
    static String child(String parent, String segment) {
        return parent + "/" + segment.replace("~", "~0").replace("/", "~1");
    }

    /** The segments, with their escapes undone. */
    static List<String> segments(String pointer) {
        return List.of(pointer.substring(1).split("/", -1)).stream()
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
