package dev.modelspec.engine.spec;

/** What a source may demand of us. Each limit is far beyond any honest spec and keeps a dishonest one from costing much. */
final class Limits {
    /** Bytes of a source. A spec has a few kilobytes; bundles of Kubernetes manifests have a few megabytes. */
    static final int BYTES = 8 * 1024 * 1024;

    /** Objects and arrays inside one another. A spec has 7; the parser, the schema and the policies all recurse. */
    static final int DEPTH = 100;

    /** Documents of a source. */
    static final int DOCUMENTS = 10_000;

    /** Documents of a source that can not be read: after each of them, reading begins anew. */
    static final int UNREADABLE_DOCUMENTS = 100;

    /** Values of a source, with every alias replaced by what it stands for. Each takes about 150 bytes of memory. */
    static final int VALUES = 500_000;

    /** Characters of a field name. YAML itself allows 1024 for keys on one line. */
    static final int KEY_LENGTH = 1024;

    /** Characters of a number. 64-bit numbers have at most 25, an exact decimal of a double's size some 330. */
    static final int NUMBER_LENGTH = 400;

    private Limits() {}
}
