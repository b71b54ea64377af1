package dev.modelspec.engine.bundle;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files in a bundle: relative, with slashes. */
final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private EntryName() {}

    /**
     * The name without what OPA ({@code /data.json}) and tar ({@code ./data.json}) write before it; empty for the root itself.
     *
     * @throws IllegalArgumentException if the name could lead out of the bundle; the message is the rest of a sentence
     */
    static String of(String written) {
        String name = written.startsWith("./") ? written.substring(2) : written;
        name = name.startsWith("/") && !written.startsWith("./") ? name.substring(1) : name;
        name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (name.isEmpty() || name.equals(".")) {
            return "";
        }
        String wrong = wrong(name);
        if (wrong != null) {
            throw new IllegalArgumentException("the name of its entry `" + written + "` " + wrong);
        }
        return name;
    }

    private static @Nullable String wrong(String name) {
        if (name.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f || letter == 0xfffd)) {
            return "has control characters or is not UTF-8";
        }
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            return "is absolute";
        }
        if (name.indexOf('\\') >= 0) {
            return "has a backslash";
        }
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                return "leads out of the bundle";
            }
            if (part.isEmpty() || part.equals(".")) {
                return "has an empty part or `.` in it";
            }
        }
        return null;
    }
}
