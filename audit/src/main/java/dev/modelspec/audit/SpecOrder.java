package dev.modelspec.audit;

import java.util.Comparator;

/** In which order an audit looks at sources, so that several audits can be joined as they are read. */
public enum SpecOrder {
    /** Paths of files, name by name: a folder's content comes where the folder does. */
    PATH {
        @Override
        public Comparator<String> comparator() {
            return Comparator.comparing(name -> name.replace('\\', '/').replace('/', '\0'));
        }
    },
    /** Objects of a cluster, as its API server lists them. */
    OBJECT {
        @Override
        public Comparator<String> comparator() {
            return Comparator.naturalOrder();
        }
    };

    /** The order of the names of sources. */
    public abstract Comparator<String> comparator();
}
