package dev.modelspec.rego;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The OPAs that answer, and the threads that they need. Thread-safe; {@link #PARALLEL} calls are made at a time, each of an OPA of its
 * own, beside those to a program that somebody took. What an OPA does not survive is a {@link ToolchainException}.
 */
final class OpaPool implements AutoCloseable {
    /** More would share the processors with the JVM's compiler, and each has a memory of its own. */
    static final int PARALLEL = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Semaphore places = new Semaphore(PARALLEL);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(null, task, "rego-toolchain", OpaReactor.STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable onStart;
    private final AtomicBoolean started = new AtomicBoolean();

    /** Those that have nothing to do; the last used first, for it has the memory that it needs. */
    private final Deque<Opa> idle = new ConcurrentLinkedDeque<>();

    private final AtomicReference<@Nullable Future<Opa>> starting = new AtomicReference<>();
    private final Set<Opa> all = ConcurrentHashMap.newKeySet();

    /**
     * A pool without OPAs.
     *
     * @param onStart run before the first one starts
     */
    OpaPool(Runnable onStart) {
        this.onStart = onStart;
    }

    /** Begins to start an OPA, unless one is at rest. */
    void prepare() {
        var start = new FutureTask<>(this::start);
        if (idle.isEmpty() && starting.compareAndSet(null, start)) {
            threads.execute(start);
        }
    }

    /** What an OPA answers that has nothing else to do. */
    byte[] ask(String command, byte[] request) {
        Callable<byte[]> call = () -> {
            Opa rested = idle.pollFirst();
            Opa opa = rested == null ? take() : rested;
            byte[] response = call(opa, command, request);
            idle.addFirst(opa);
            return response;
        };
        return make(command, Opa.isProgram() ? () -> inPlace(call) : call);
    }

    /** What comes of a call to an OPA, that may have others to answer first. */
    byte[] make(String command, Callable<byte[]> call) {
        if (!Opa.isProgram()) {
            return await(command, begin(call));
        }
        // The program needs no room in a thread of ours, nor a place to stand in line.
        var task = new FutureTask<>(call);
        task.run();
        return await(command, task);
    }

    /** Begins a call, which a thread with room enough makes when it is its turn. */
    Future<byte[]> begin(Callable<byte[]> call) {
        return threads.submit(() -> inPlace(call));
    }

    /** Does something that makes calls, in a thread of its own. */
    void execute(Runnable task) {
        threads.execute(task);
    }

    private byte[] inPlace(Callable<byte[]> call) throws Exception {
        // Whoever has a place is ended with its OPA.
        places.acquireUninterruptibly();
        try {
            return call.call();
        } finally {
            places.release();
        }
    }

    /** Waits for what was begun. */
    static <T> T await(String command, Future<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolchainException(command + ": interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ToolchainException fault) {
                throw fault;
            }
            throw new ToolchainException(command + ": " + e.getCause(), e.getCause());
        }
    }

    /** An OPA that nobody else asks, to be ended by who took it. */
    Opa take() {
        Future<Opa> begun = starting.getAndSet(null);
        if (begun == null) {
            return start();
        }
        try {
            return await("start", begun);
        } catch (ToolchainException e) {
            if (!begun.isDone()) {
                // For the next one: this one was interrupted.
                starting.compareAndSet(null, begun);
            }
            throw e;
        }
    }

    private Opa start() {
        if (started.compareAndSet(false, true)) {
            onStart.run();
        }
        Opa opa = Opa.start();
        all.add(opa);
        if (threads.isShutdown()) {
            // Closed while this one started.
            opa.close();
        }
        return opa;
    }

    void end(Opa opa) {
        all.remove(opa);
        opa.close();
    }

    byte[] call(Opa opa, String command, byte[] request) {
        return ending(opa, command, () -> opa.call(request));
    }

    /** As {@link Opa#send}, with the same exceptions as {@link #call}. */
    Supplier<byte[]> send(Opa opa, String command, byte[] request) {
        Supplier<byte[]> response = ending(opa, command, () -> opa.send(request));
        return () -> ending(opa, command, response);
    }

    private <T> T ending(Opa opa, String command, Supplier<T> call) {
        try {
            return call.get();
        } catch (Opa.UnaskedException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Its memory is in an unknown state, so it is not used again.
            var message = command + ": "
                    + (opa.ranOutOfMemory(e)
                            ? Opa.OUT_OF_MEMORY + opa.moreMemory()
                            : "OPA crashed: " + e + "\n" + opa.log());
            end(opa);
            throw new ToolchainException(message, e);
        }
    }

    /** Ends all OPAs, and the threads that run them. */
    @Override
    public void close() {
        threads.shutdownNow();
        all.forEach(Opa::close);
    }
}
