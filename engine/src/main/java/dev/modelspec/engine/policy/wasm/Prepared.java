package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.GovernanceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that a thread of its own makes while others are busy elsewhere: what the policies need to start takes longer than
 * reading a spec.
 */
final class Prepared<T> {
    /** As for threads that evaluate: Wasm that recurses takes JVM stack. */
    private static final long STACK_BYTES = 4L << 20;

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final FutureTask<T> task;

    Prepared(String name, Callable<T> maker) {
        task = new FutureTask<>(maker);
        var thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for it. What was thrown while it was made is thrown again, each time. */
    T get() {
        return get(FOREVER).orElseThrow();
    }

    /** As {@link #get()}, but empty if it takes too long. The thread goes on, and keeps nobody from ending. */
    Optional<T> get(Duration atMost) {
        try {
            return Optional.of(task.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw new GovernanceException("policies could not be prepared", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GovernanceException("interrupted while the policies were prepared", e);
        }
    }
}
