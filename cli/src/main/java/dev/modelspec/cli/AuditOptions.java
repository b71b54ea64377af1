package dev.modelspec.cli;

import dev.modelspec.audit.Shard;
import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.PolicyOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to audit, and how.
 *
 * @param paths files and folders; none if it is a cluster
 * @param cluster null if it is files
 * @param profile name or path of the profile
 * @param policies custom rules; null for the built-in ones
 * @param context what surrounds the specs
 * @param reports what to report, and what not to count
 * @param frameworks to report by
 * @param previous the report to compare with; null for none
 * @param shard which part to audit; null for all
 * @param signer signs the reports; null for nobody
 * @param at the time of the audit; null for now
 * @param jobs number of files that are checked at the same time
 * @param timeLimit what the rules may take for one spec
 */
record AuditOptions(
        List<Path> paths,
        ClusterOptions.@Nullable ClusterAudit cluster,
        String profile,
        @Nullable PolicyOrigin policies,
        ContextChoice context,
        ReportOptions.Reports reports,
        List<String> frameworks,
        @Nullable Path previous,
        @Nullable Shard shard,
        @Nullable BundleSigner signer,
        @Nullable Instant at,
        FailOn failOn,
        ColorMode color,
        boolean allowEmpty,
        int jobs,
        Duration timeLimit) {
    AuditOptions {
        paths = List.copyOf(paths);
        frameworks = List.copyOf(frameworks);
    }

    /** Where the specs come from, opened. */
    AuditSource source() {
        return cluster == null ? new AuditSource.OfFiles(paths) : new AuditSource.OfCluster(cluster);
    }
}
