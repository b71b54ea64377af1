package dev.modelspec.audit.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Shard;
import dev.modelspec.audit.json.JsonWriter;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Unchecked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardReportsTest {
    private static final String POLICIES = ExampleAudit.header().policies();

    @TempDir
    private Path folder;

    @Test
    void shardsAreJoinedToTheVeryReportOfOneRun() throws IOException {
        for (int count : new int[] {1, 2, 5}) {
            List<Path> shards = new ArrayList<>();
            for (int number = count; number >= 1; number--) {
                shards.add(report(new Shard(number, count), POLICIES));
            }
            assertThat(join(shards)).isEqualTo(Files.readString(report(null, POLICIES)));
        }
    }

    @Test
    void aWholeReportIsWrittenAnew() throws IOException {
        Path whole = report(null, POLICIES);
        assertThat(join(List.of(whole))).isEqualTo(Files.readString(whole));
    }

    @Test
    void everyShardMustBeThereOnce() throws IOException {
        Path one = report(new Shard(1, 3), POLICIES);
        Path three = report(new Shard(3, 3), POLICIES);
        Path ofTwo = report(new Shard(2, 2), POLICIES);
        refused("there is no report of shard 2/3", one, three);
        refused("are both of shard 1/3", one, one);
        refused("they are not of one audit", one, ofTwo);
    }

    @Test
    void shardsOfDifferentBundlesAreNotJoined() throws IOException {
        refused(
                "have different policies, " + POLICIES + " and sha256:other",
                report(new Shard(1, 2), POLICIES),
                report(new Shard(2, 2), "sha256:other"));
    }

    @Test
    void aShardThatHasWhatBelongsToAnotherIsRefused() throws IOException {
        Path one = report(new Shard(1, 2), POLICIES);
        Path two = report(new Shard(2, 2), POLICIES);
        Files.writeString(
                two,
                Files.readString(report(null, POLICIES))
                        .replace("\"shard\" : null", "\"shard\" : {\"number\": 2, \"count\": 2}"));
        assertThatThrownBy(() -> join(List.of(one, two)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("does not belong");
    }

    private void refused(String problem, Path... shards) {
        assertThatThrownBy(() -> new ShardReports(List.of(shards)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    private static String join(List<Path> shards) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var reports = new ShardReports(shards)) {
            var run = new AuditRun(reports.header(), null, null, List.of(new JsonWriter(out)));
            run.begin();
            reports.into(run);
            run.end();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path report(@Nullable Shard shard, String policies) throws IOException {
        AuditHeader example = ExampleAudit.header();
        var header = new AuditHeader(
                example.version(),
                example.profile(),
                policies,
                example.surface(),
                example.time(),
                example.order(),
                example.rules(),
                example.frameworks(),
                example.waivers(),
                shard,
                null);
        var out = new ByteArrayOutputStream();
        var run = new AuditRun(header, null, null, List.of(new JsonWriter(out)));
        run.begin();
        for (AuditedSpec spec : specs()) {
            if (shard == null || shard.has(spec.source())) {
                run.add(spec);
            }
        }
        for (String source : List.of("b/locked.yaml", "a/locked.yaml", "c/locked.yaml")) {
            if (shard == null || shard.has(source)) {
                run.add(new Unchecked(source, "permission denied", false));
            }
        }
        run.end();
        Path file = folder.resolve(
                shard == null ? "whole.json" : "shard-" + shard.number() + "-" + shard.count() + ".json");
        Files.write(file, out.toByteArray());
        return file;
    }

    /** In the order of paths, in which a/b comes before a-b. */
    private static List<AuditedSpec> specs() {
        var specs = new ArrayList<AuditedSpec>();
        for (String source : List.of("a", "a/b", "a/b/c", "a-b", "b/x", "b/y", "b/é", "b/\uD83D\uDE00")) {
            for (int document = 1; document <= 2; document++) {
                AuditedSpec example = ExampleAudit.specs().get(0);
                specs.add(new AuditedSpec(
                        source,
                        document,
                        null,
                        "n",
                        "o",
                        example.digest(),
                        example.decision(),
                        true,
                        new TreeMap<>(),
                        List.of()));
            }
        }
        return specs;
    }
}
