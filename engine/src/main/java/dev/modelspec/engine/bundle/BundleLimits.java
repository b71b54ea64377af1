package dev.modelspec.engine.bundle;

/**
 * What a bundle may ask of whoever reads it.
 *
 * @param packedBytes size of the compressed file
 * @param unpackedBytes size of the archive in it
 * @param entries number of files and folders
 * @param ratio unpacked size over compressed size, once more than {@link #UNSUSPICIOUS_BYTES} are unpacked
 */
record BundleLimits(int packedBytes, long unpackedBytes, int entries, int ratio) {
    /** A small archive may be as regular as it likes. */
    static final long UNSUSPICIOUS_BYTES = 1 << 20;

    /** Room for some ten thousand rules. */
    static final BundleLimits DEFAULT = new BundleLimits(64 << 20, 256L << 20, 50_000, 100);
}
