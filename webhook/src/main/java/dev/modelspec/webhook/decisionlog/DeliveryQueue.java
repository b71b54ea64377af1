package dev.modelspec.webhook.decisionlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Lines in memory: those that wait, and those that somebody has in hand, who may give them back. Not thread-safe. */
final class DeliveryQueue {
    private final int maxLines;
    private final long maxBytes;
    private final int batchBytes;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final List<List<Entry>> inHand = new ArrayList<>();
    private int lines;
    private long bytes;

    DeliveryQueue(DecisionLogOptions.Limits limits) {
        maxLines = limits.queueLines();
        maxBytes = limits.queueBytes();
        batchBytes = limits.batchBytes();
    }

    /** Whether there is room; what is alone has room, however large it is. */
    boolean hasRoom(Entry entry) {
        return lines == 0 || (lines < maxLines && bytes + entry.line.length <= maxBytes);
    }

    void add(Entry entry) {
        waiting.addLast(entry);
        lines++;
        bytes += entry.line.length;
    }

    /** Takes one back out; false if somebody has it in hand, or is done with it. */
    boolean remove(Entry entry) {
        boolean found = waiting.remove(entry);
        if (found) {
            left(entry);
        }
        return found;
    }

    /** Takes the oldest ones in hand: what a batch holds, or one if it alone is larger. */
    List<Entry> take() {
        var batch = new ArrayList<Entry>();
        long size = 0;
        for (Entry next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            size += next.line.length;
            if (size > batchBytes && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.removeFirst());
        }
        inHand.add(batch);
        return batch;
    }

    /** They are delivered, or on disk, or lost. */
    void done(List<Entry> batch) {
        if (inHand.removeIf(each -> each == batch)) {
            batch.forEach(this::left);
        }
    }

    /** They wait again, before all others. */
    void giveBack(List<Entry> batch) {
        if (inHand.removeIf(each -> each == batch)) {
            for (int i = batch.size() - 1; i >= 0; i--) {
                waiting.addFirst(batch.get(i));
            }
        }
    }

    /** Those whose holders have not come back, as if they had given them back. */
    void takeBack() {
        for (List<Entry> batch : List.copyOf(inHand)) {
            giveBack(batch);
        }
    }

    private void left(Entry entry) {
        lines--;
        bytes -= entry.line.length;
    }

    /** Whether nothing waits; something may be in hand. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** All that wait or are in hand. */
    int lines() {
        return lines;
    }

    boolean isHalfFull() {
        return lines >= maxLines / 2 || bytes >= maxBytes / 2;
    }

    Optional<Entry> oldest() {
        return inHand.stream()
                .filter(batch -> !batch.isEmpty())
                .map(batch -> batch.get(0))
                .findFirst()
                .or(() -> Optional.ofNullable(waiting.peekFirst()));
    }
}
