package dev.modelspec.webhook.decisionlog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands lines to the sink, in halves if they are too many for it, and says what became of them. */
final class BatchSender {
    private final Sink sink;
    private final @Nullable Spill spill;
    private final Counters counters;

    BatchSender(Sink sink, @Nullable Spill spill, Counters counters) {
        this.sink = sink;
        this.spill = spill;
        this.counters = counters;
    }

    /** Delivers; null if that worked. */
    @Nullable
    Exception send(List<Entry> batch) {
        try {
            deliver(batch);
            long refused = batch.stream().filter(Entry::isRefused).count();
            counters.sent(batch.size() - (int) refused);
            return null;
        } catch (IOException | RuntimeException e) {
            counters.sendFailed(e);
            return e;
        }
    }

    /** Delivers a segment of the spill and forgets it; null if that worked. */
    @Nullable
    Exception replay(SpillSegment segment) {
        if (spill == null) {
            throw new IllegalStateException("a segment without a spill");
        }
        try {
            List<Entry> batch = segment.read().stream()
                    .map(line -> new Entry(line, Instant.EPOCH, false))
                    .toList();
            Exception failure = batch.isEmpty() ? null : send(batch);
            if (failure == null) {
                spill.remove(segment);
            }
            return failure;
        } catch (NoSuchFileException deleted) {
            counters.dropped((int) segment.lines());
            spill.forget(segment);
            return null;
        } catch (IOException e) {
            counters.sendFailed(e);
            return e;
        }
    }

    private void deliver(List<Entry> batch) throws IOException {
        try {
            sink.write(Entry.lines(batch));
        } catch (Sink.TooLargeException e) {
            if (batch.size() == 1) {
                refuse(batch.get(0), e);
            } else {
                deliver(batch.subList(0, batch.size() / 2));
                deliver(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    /** Sending it again would lead to the same answer, and nothing would get past it. */
    private void refuse(Entry entry, Sink.TooLargeException answer) throws IOException {
        if (entry.isRefused()) {
            return;
        }
        if (spill != null) {
            spill.setAside(entry.line);
        }
        counters.refused(answer);
        entry.refuse(spill == null ? answer : null);
    }
}
