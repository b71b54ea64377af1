package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one entrypoint of a policy, in as many threads at once as call it, each time with one of a few data documents.
 * Instances are kept and reused, with the data documents that they have parsed; one whose evaluation failed is thrown away, for
 * nobody knows the state of its memory.
 */
public final class PolicyPool implements PolicyEvaluator {
    private static final int UNKNOWN = -1;

    private final PolicyModule module;
    private final String entrypointName;
    private final Duration limit;
    private final Watchdog watchdog;
    private final ConcurrentLinkedDeque<PolicyInstance> idle = new ConcurrentLinkedDeque<>();
    private final AtomicReference<@Nullable Prepared<PolicyInstance>> first = new AtomicReference<>();
    private final AtomicInteger active = new AtomicInteger();
    private final LongAdder parses = new LongAdder();
    private volatile int entrypoint = UNKNOWN;
    private volatile boolean closed;

    /**
     * A pool without instances.
     *
     * @param entrypoint slash-separated path of a rule
     * @param limit how long one evaluation may take
     */
    public PolicyPool(PolicyModule module, String entrypoint, Duration limit) {
        this.module = module;
        this.entrypointName = entrypoint;
        this.limit = limit;
        this.watchdog = new Watchdog(limit);
    }

    /** Begins to make the first instance. Later calls do nothing. */
    @Override
    public void prepare(PolicyData data) {
        if (entrypoint == UNKNOWN && first.get() == null) {
            first.compareAndSet(
                    null,
                    new Prepared<>("policy-data", () -> watchdog.starting(Watchdog.START, () -> newInstance(data))));
        }
    }

    private PolicyInstance newInstance(@Nullable PolicyData data) {
        PolicyInstance instance = module.newInstance();
        if (data != null) {
            instance.load(data);
        }
        if (entrypoint == UNKNOWN) {
            entrypoint = instance.entrypoint(entrypointName);
        }
        return instance;
    }

    @Override
    public String evaluate(PolicyData data, byte[] input, BuiltinContext context, Duration atMost) {
        if (closed) {
            throw new GovernanceException("the policy engine is closed");
        }
        active.incrementAndGet();
        try {
            PolicyInstance reused = idle.pollFirst();
            PolicyInstance instance = reused == null ? another() : reused;
            String result = watched(instance, data, input, context, atMost.compareTo(limit) < 0 ? atMost : limit);
            if (!closed) {
                idle.offerFirst(instance);
            }
            return result;
        } finally {
            active.decrementAndGet();
        }
    }

    /** As above, for as long as any evaluation may take. */
    public String evaluate(PolicyData data, byte[] input, BuiltinContext context) {
        return evaluate(data, input, context, limit);
    }

    @Override
    public long parses() {
        return parses.sum();
    }

    @Override
    public int idle() {
        return idle.size();
    }

    @Override
    public int active() {
        return active.get();
    }

    private PolicyInstance another() {
        Prepared<PolicyInstance> prepared = first.getAndSet(null);
        return prepared == null ? watchdog.starting(Watchdog.START, () -> newInstance(null)) : prepared.get();
    }

    private String watched(
            PolicyInstance instance, PolicyData data, byte[] input, BuiltinContext context, Duration allowed) {
        var watch = watchdog.start(allowed);
        String result;
        try {
            result = instance.evaluate(entrypoint, data, input, context);
        } catch (ConfigurationException tooMuchData) {
            watch.end();
            throw tooMuchData;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            throw watch.end() ? tooLong(allowed, thrown) : failed(thrown);
        } finally {
            parses.add(instance.takeParses());
        }
        if (watch.end()) {
            // It ended in the moment it was interrupted: too long all the same.
            throw tooLong(allowed, new InterruptedException());
        }
        return result;
    }

    private GovernanceException tooLong(Duration allowed, Throwable thrown) {
        return new GovernanceException(
                "policies took longer than " + allowed.toMillis() + " ms" + whileEvaluating(thrown), thrown);
    }

    private GovernanceException failed(Throwable thrown) {
        String reason = thrown instanceof GovernanceException || thrown.getMessage() != null
                ? thrown.getMessage()
                : thrown.toString();
        return new GovernanceException(
                "policies could not be evaluated" + whileEvaluating(thrown) + ": " + reason, thrown);
    }

    private String whileEvaluating(Throwable thrown) {
        return module.functionNames()
                .innermostRule(thrown)
                .map(rule -> ", in rule " + rule)
                .orElse("");
    }

    @Override
    public void close() {
        closed = true;
        idle.clear();
        watchdog.close();
    }
}
