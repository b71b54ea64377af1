package dev.modelspec.webhook.admission;

import java.util.regex.Pattern;

/** Turns JSON Pointers into the paths that Kubernetes writes: {@code spec.ports[0]}, {@code metadata.labels[example.com/team]}. */
final class FieldPath {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private FieldPath() {}

    /** The path of a pointer into the file form of a spec, as the object in the cluster has it. */
    static String of(String pointer) {
        if (pointer.equals("/metadata/version") || pointer.equals("/metadata/description")) {
            return "metadata.annotations[piqc.ai/" + pointer.substring("/metadata/".length()) + "]";
        }
        var path = new StringBuilder();
        for (String segment : pointer.split("/", -1)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            if (name.isEmpty() && path.isEmpty()) {
                continue;
            }
            if (PLAIN.matcher(name).matches()) {
                path.append(path.isEmpty() ? "" : ".").append(name);
            } else {
                path.append('[').append(name).append(']');
            }
        }
        return path.toString();
    }
}
