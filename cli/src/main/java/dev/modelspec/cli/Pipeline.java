package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks inputs on several threads and hands out what became of them in their own order. How far it runs ahead is bounded, in number
 * and in bytes, so that memory does not depend on how much there is to do.
 */
final class Pipeline {
    private static final int AHEAD_PER_JOB = 64;
    private static final long AHEAD_BYTES = 32L << 20;

    /** The policies recurse over a spec, and each of their calls takes some JVM frames. */
    private static final long STACK_BYTES = 4L << 20;

    private final Checker checker;
    private final int jobs;

    Pipeline(Checker checker, int jobs) {
        this.checker = checker;
        this.jobs = jobs;
    }

    /** Takes outcomes in the order of the inputs. */
    interface Receiver {
        /** Takes one; false to end the run. */
        boolean take(Outcome outcome) throws IOException;
    }

    private record Task(Future<Outcome> future, long size) {}

    void run(Iterator<Input> inputs, Receiver receiver) throws IOException {
        if (!inputs.hasNext()) {
            return;
        }
        Input first = inputs.next();
        if (jobs == 1 || !inputs.hasNext()) {
            runAlone(first, inputs, receiver);
        } else {
            runTogether(first, inputs, receiver);
        }
    }

    private void runAlone(Input first, Iterator<Input> rest, Receiver receiver) throws IOException {
        boolean goOn = receiver.take(checker.check(first));
        while (goOn && rest.hasNext()) {
            goOn = receiver.take(checker.check(rest.next()));
        }
    }

    private void runTogether(Input first, Iterator<Input> rest, Receiver receiver) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(jobs, task -> {
            Thread thread = new Thread(null, task, "check", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Task> ahead = new ArrayDeque<>();
            long bytes = submit(first, threads, ahead);
            boolean goOn = true;
            while (goOn && (!ahead.isEmpty() || rest.hasNext())) {
                while (rest.hasNext() && ahead.size() < jobs * AHEAD_PER_JOB && bytes < AHEAD_BYTES) {
                    bytes += submit(rest.next(), threads, ahead);
                }
                Task oldest = ahead.remove();
                bytes -= oldest.size();
                goOn = receiver.take(await(oldest.future()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long submit(Input input, ExecutorService threads, Deque<Task> ahead) {
        long size = input instanceof Input.Text text ? text.size() : 0;
        ahead.add(new Task(threads.submit(() -> checker.check(input)), size));
        return size;
    }

    private static Outcome await(Future<Outcome> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ConfigurationException wrong
                    ? wrong
                    : new IllegalStateException("a check failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
