package dev.modelspec.audit;

import java.util.Comparator;

/** In which order an audit looks at sources, so that several audits can be joined as they are read. */
public enum SpecOrder {
    /** Paths of files, name by name: a folder's content comes where the folder does. */
    PATH {
        @Override
        public Comparator<String> comparator() {
            return Comparator.comparing(name -> name.replace('\\', '/').replace('/', '\0'), SpecOrder::byCodePoint);
        }
    },
    /** Objects of a cluster, as its API server lists them. */
    OBJECT {
        @Override
        public Comparator<String> comparator() {
            return SpecOrder::byCodePoint;
        }
    };

    /** As their bytes in UTF-8 are ordered, by which file systems and API servers go. */
    private static int byCodePoint(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return Integer.compare(one.codePointAt(i), other.codePointAt(i));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** The order of the names of sources. */
    public abstract Comparator<String> comparator();
}
