package dev.modelspec.audit.merge;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditRun;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.Shard;
import dev.modelspec.audit.json.AuditReader;
import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reports of all shards of one audit, joined to the report that one run would have written. Reads them side by side and keeps one
 * spec of each. A report that is whole by itself is one shard of one.
 */
public final class ShardReports implements AutoCloseable {
    private final List<Part> parts = new ArrayList<>();

    /** A report on its way through. */
    private static final class Part {
        private final Path file;
        private final AuditReader reader;
        private @Nullable AuditedSpec next;

        Part(Path file) {
            this.file = file;
            this.reader = new AuditReader(file);
        }

        Shard shard() {
            Shard shard = reader.header().shard();
            return shard == null ? new Shard(1, 1) : shard;
        }

        boolean advance() {
            AuditedSpec last = next;
            next = reader.next();
            if (next != null && !shard().has(next.source())) {
                throw wrong(file + " is of shard " + shard() + ", to which " + next.source() + " does not belong");
            }
            if (next != null && last != null && order(reader.header()).compare(last, next) >= 0) {
                throw wrong(file + " has its specs out of order: " + next.source() + " comes after " + last.source());
            }
            return next != null;
        }

        AuditedSpec spec() {
            if (next == null) {
                throw new IllegalStateException("no spec");
            }
            return next;
        }
    }

    /**
     * Opens reports, in any order.
     *
     * @throws ConfigurationException if one cannot be read, or they are not all shards of one audit
     */
    public ShardReports(List<Path> files) {
        try {
            for (Path file : files) {
                parts.add(new Part(file));
            }
            requireAllShards();
            parts.sort(Comparator.comparingInt(part -> part.shard().number()));
            requireSame("versions of modelspec", AuditHeader::version);
            requireSame("policies", AuditHeader::policies);
            requireSame("profiles", header -> String.valueOf(header.profile()));
            requireSame("surfaces", AuditHeader::surface);
            requireSame("kinds of sources", AuditHeader::order);
            requireSame("rules in force", AuditHeader::rules);
            requireSame("frameworks", AuditHeader::frameworks);
            requireSame("waivers", AuditHeader::waivers);
            requireSame("previous reports", header -> String.valueOf(header.previous()));
        } catch (ConfigurationException e) {
            close();
            throw e;
        }
    }

    private void requireAllShards() {
        Map<Integer, Part> byNumber = new TreeMap<>();
        int count = parts.get(0).shard().count();
        for (Part part : parts) {
            if (part.shard().count() != count) {
                throw wrong(part.file + " is of shard " + part.shard() + ", and " + parts.get(0).file + " of "
                        + parts.get(0).shard() + ": they are not of one audit");
            }
            Part other = byNumber.put(part.shard().number(), part);
            if (other != null) {
                throw wrong(other.file + " and " + part.file + " are both of shard " + part.shard());
            }
        }
        List<String> missing = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            if (!byNumber.containsKey(number)) {
                missing.add(number + "/" + count);
            }
        }
        if (!missing.isEmpty()) {
            throw wrong("there is no report of shard " + String.join(", ", missing));
        }
    }

    private void requireSame(String what, Function<AuditHeader, Object> part) {
        Part first = parts.get(0);
        for (Part other : parts) {
            Object one = part.apply(first.reader.header());
            Object another = part.apply(other.reader.header());
            if (!one.equals(another)) {
                boolean brief = one instanceof String;
                throw wrong(first.file + " and " + other.file + " have different " + what
                        + (brief ? ", " + one + " and " + another : ""));
            }
        }
    }

    /** What one run would have said before the first spec, at the time of the earliest shard. */
    public AuditHeader header() {
        AuditHeader first = parts.get(0).reader.header();
        Instant earliest = parts.stream()
                .map(part -> part.reader.header().time())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new AuditHeader(
                first.version(),
                first.profile(),
                first.policies(),
                first.surface(),
                earliest,
                first.order(),
                first.rules(),
                first.frameworks(),
                first.waivers(),
                null,
                first.previous());
    }

    /**
     * Puts all specs through a run, in the order in which one run would have come to them.
     *
     * @throws ConfigurationException if a report is damaged
     */
    public void into(AuditRun run) throws IOException {
        Comparator<AuditedSpec> order = order(parts.get(0).reader.header());
        var queue = new PriorityQueue<Part>(Comparator.comparing(Part::spec, order));
        for (Part part : parts) {
            if (part.advance()) {
                queue.add(part);
            }
        }
        while (!queue.isEmpty()) {
            Part part = queue.remove();
            run.add(part.spec());
            if (part.advance()) {
                queue.add(part);
            }
        }
        for (Part part : parts) {
            AuditReader.Footer footer = part.reader.footer();
            run.skip(footer.skipped());
            footer.unchecked().forEach(run::add);
        }
    }

    private static Comparator<AuditedSpec> order(AuditHeader header) {
        return Comparator.comparing(AuditedSpec::source, header.order().comparator())
                .thenComparingInt(AuditedSpec::document);
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException("The reports cannot be joined: " + problem, List.of());
    }

    @Override
    public void close() {
        parts.forEach(part -> part.reader.close());
    }
}
