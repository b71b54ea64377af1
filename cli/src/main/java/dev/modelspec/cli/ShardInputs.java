package dev.modelspec.cli;

import dev.modelspec.audit.Shard;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Those of inputs that belong to a shard. */
final class ShardInputs implements Iterator<Input> {
    private final Iterator<Input> all;
    private final Shard shard;
    private @Nullable Input next;

    ShardInputs(Iterator<Input> all, Shard shard) {
        this.all = all;
        this.shard = shard;
    }

    @Override
    public boolean hasNext() {
        while (next == null && all.hasNext()) {
            Input input = all.next();
            next = shard.has(input.name()) ? input : null;
        }
        return next != null;
    }

    @Override
    public Input next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Input found = next;
        next = null;
        return found;
    }
}
