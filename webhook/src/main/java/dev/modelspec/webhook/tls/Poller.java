package dev.modelspec.webhook.tls;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does something again and again until it is closed, the first time at once. */
final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final long GRACE_SECONDS = 5;

    private final ScheduledExecutorService thread;
    private final Runnable action;
    private final Supplier<Duration> pause;

    /** @param pause asked after each time for how long to wait */
    Poller(String name, Runnable action, Supplier<Duration> pause) {
        this.action = action;
        this.pause = pause;
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
        thread.execute(this::run);
    }

    private void run() {
        try {
            action.run();
        } catch (RuntimeException e) {
            // Nothing may end the thread: a certificate that is never renewed again ends badly.
            LOG.error("Looking after certificates failed; it is tried again", e);
        } finally {
            if (!thread.isShutdown()) {
                var unused = thread.schedule(this::run, pause.get().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
