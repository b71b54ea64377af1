package dev.modelspec.webhook.decisionlog;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How decisions are logged.
 *
 * @param target {@code stdout}, the path of a file whose folder exists, or an HTTPS URL (HTTP for loopback only)
 * @param mode what a caller waits for
 * @param spill a folder for what cannot be delivered yet, which nobody else uses; made if only its parent exists. Null for none.
 * @param replica the name of this process, such as that of its pod
 * @param version the version of the webhook
 * @param objects whether lines have the object that was judged
 * @param masking what is not shown
 * @param connection what an HTTPS target asks for
 * @param limits sizes and times
 */
public record DecisionLogOptions(
        String target,
        Mode mode,
        @Nullable Path spill,
        String replica,
        String version,
        boolean objects,
        Masking masking,
        Connection connection,
        Limits limits) {

    /** What a caller waits for. */
    public enum Mode {
        /** Until the line is durable; if it cannot be, that is a fault. */
        SYNC,
        /** For nothing; what finds no room is dropped and counted. */
        ASYNC
    }

    /**
     * What an HTTPS target asks for. All files are read again when they change.
     *
     * @param token a file with a bearer token; null for none
     * @param authorities a PEM file with the only certificates to trust; null for those of the JDK
     * @param certificate a PEM file with a client certificate and its chain; null for none
     * @param privateKey a PEM file with its key; null for none
     */
    public record Connection(
            @Nullable Path token,
            @Nullable Path authorities,
            @Nullable Path certificate,
            @Nullable Path privateKey) {
        /** Nothing is asked for. */
        public static final Connection PLAIN = new Connection(null, null, null, null);
    }

    /**
     * Sizes and times.
     *
     * @param queueLines how many lines wait in memory at most
     * @param queueBytes how many bytes wait in memory at most, but for one line that is larger
     * @param batchBytes how much is delivered at a time, but for one line that is larger; the size of a segment of the spill
     * @param spillBytes how much the spill holds at most
     * @param acknowledge how long a caller waits in {@link Mode#SYNC}
     * @param send how long one delivery over HTTPS may take
     * @param firstRetry how long after a failure the next try is, twice as long each time …
     * @param lastRetry … until this; the actual time is between half of it and all of it
     * @param close how long {@link DecisionLog#close} tries to deliver what is left
     */
    public record Limits(
            int queueLines,
            long queueBytes,
            int batchBytes,
            long spillBytes,
            Duration acknowledge,
            Duration send,
            Duration firstRetry,
            Duration lastRetry,
            Duration close) {
        /** 10,000 lines or 16 MiB in memory, batches of 1 MiB, 256 MiB on disk. */
        public static final Limits DEFAULT = new Limits(
                10_000,
                16L << 20,
                1 << 20,
                256L << 20,
                Duration.ofSeconds(8),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }

    /** The defaults: secrets masked, no objects, no spill. */
    public static DecisionLogOptions of(String target, Mode mode) {
        return new DecisionLogOptions(
                target, mode, null, "", "", false, Masking.ofSecrets(), Connection.PLAIN, Limits.DEFAULT);
    }

    /** The same with a folder for what cannot be delivered yet; null for none. */
    public DecisionLogOptions withSpill(@Nullable Path folder) {
        return new DecisionLogOptions(target, mode, folder, replica, version, objects, masking, connection, limits);
    }

    /** The same with the names of this process. */
    public DecisionLogOptions withNames(String theReplica, String theVersion) {
        return new DecisionLogOptions(
                target, mode, spill, theReplica, theVersion, objects, masking, connection, limits);
    }

    /** The same with or without the objects that were judged. */
    public DecisionLogOptions withObjects(boolean logged) {
        return new DecisionLogOptions(target, mode, spill, replica, version, logged, masking, connection, limits);
    }

    /** The same with other masking. */
    public DecisionLogOptions withMasking(Masking other) {
        return new DecisionLogOptions(target, mode, spill, replica, version, objects, other, connection, limits);
    }

    /** The same with what the target asks for. */
    public DecisionLogOptions withConnection(Connection other) {
        return new DecisionLogOptions(target, mode, spill, replica, version, objects, masking, other, limits);
    }

    /** The same with other sizes and times. */
    public DecisionLogOptions withLimits(Limits other) {
        return new DecisionLogOptions(target, mode, spill, replica, version, objects, masking, connection, other);
    }
}
