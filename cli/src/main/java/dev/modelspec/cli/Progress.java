package dev.modelspec.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One line on standard error that says how far a long run has come. Shown to people only, and only when a run takes a while. Used by
 * one thread.
 */
final class Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final int BAR = 30;
    private static final String CLEAR = "\r\u001b[K";
    private static final long UNKNOWN = -1;

    private final PrintStream err;
    private final boolean wanted;
    private final List<Path> paths;
    private final AtomicLong total = new AtomicLong(UNKNOWN);
    private long next;
    private long done;
    private boolean counting;
    private boolean shown;

    /**
     * Nothing yet.
     *
     * @param paths what is being checked: it is counted beside the checking
     */
    Progress(Console console, List<Path> paths) {
        this(console, paths, PATIENCE);
    }

    /**
     * Nothing yet.
     *
     * @param patience how long a run may take before it is shown
     */
    Progress(Console console, List<Path> paths, Duration patience) {
        this.err = console.err();
        this.wanted =
                console.errIsTerminal() && !"dumb".equals(console.environment().get("TERM"));
        this.paths = paths;
        this.next = System.nanoTime() + patience.toNanos();
    }

    /** One more is done. */
    void step() {
        done++;
        if (!wanted || System.nanoTime() < next) {
            return;
        }
        next = System.nanoTime() + PAUSE_NANOS;
        shown = true;
        err.print(CLEAR + line(done, total.get()));
        err.flush();
        if (!counting) {
            counting = true;
            Thread counter = new Thread(this::count, "count");
            counter.setDaemon(true);
            counter.start();
        }
    }

    /** Takes the line away, because something else is to be printed or the run is over. */
    void hide() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }

    private void count() {
        long count = 0;
        for (InputFinder finder = new InputFinder(paths); finder.hasNext(); finder.next()) {
            count++;
        }
        total.set(count);
    }

    /** What the line says; the total may be unknown, or wrong by now. */
    static String line(long done, long total) {
        if (total < done) {
            return String.format(Locale.ROOT, "%,d files checked", done);
        }
        int filled = (int) (BAR * done / total);
        String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
        return String.format(Locale.ROOT, "[%s] %,d of %,d files", bar, done, total);
    }
}
