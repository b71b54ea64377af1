package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one entrypoint of a policy with fixed data, in as many threads at once as call it. Instances are kept and reused;
 * one whose evaluation failed is thrown away, for nobody knows the state of its memory.
 */
public final class PolicyPool implements AutoCloseable {
    private final PolicyModule module;
    private final String entrypoint;
    private final byte[] data;
    private final Duration limit;
    private final Watchdog watchdog;
    private final ConcurrentLinkedDeque<PolicyInstance> idle = new ConcurrentLinkedDeque<>();
    private final AtomicReference<@Nullable Prepared<PolicyInstance>> first;
    private volatile boolean closed;

    /**
     * A pool that begins to prepare its first instance.
     *
     * @param entrypoint slash-separated path of a rule
     * @param data the policy's data document as JSON
     * @param limit how long one evaluation may take
     */
    public PolicyPool(PolicyModule module, String entrypoint, byte[] data, Duration limit) {
        this.module = module;
        this.entrypoint = entrypoint;
        this.data = data.clone();
        this.limit = limit;
        this.watchdog = new Watchdog(limit);
        this.first = new AtomicReference<>(new Prepared<>("policy-data", this::newInstance));
    }

    private PolicyInstance newInstance() {
        PolicyInstance instance = module.newInstance();
        instance.load(entrypoint, data);
        return instance;
    }

    /**
     * Evaluates the entrypoint.
     *
     * @param input well-formed JSON
     * @return {@code [{"result": …}]}, or {@code []} if the entrypoint is undefined
     * @throws GovernanceException if the evaluation failed or took too long; the message names the rule, where it can be told
     */
    public String evaluate(byte[] input, BuiltinContext context) {
        if (closed) {
            throw new GovernanceException("the policy engine is closed");
        }
        PolicyInstance reused = idle.pollFirst();
        PolicyInstance instance = reused == null ? another() : reused;
        String result = watched(instance, input, context);
        if (!closed) {
            idle.offerFirst(instance);
        }
        return result;
    }

    private PolicyInstance another() {
        Prepared<PolicyInstance> prepared = first.getAndSet(null);
        return prepared == null ? newInstance() : prepared.get();
    }

    private String watched(PolicyInstance instance, byte[] input, BuiltinContext context) {
        var watch = watchdog.start();
        String result;
        try {
            result = instance.evaluate(input, context);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            throw watch.end() ? tooLong(thrown) : failed(thrown);
        }
        if (watch.end()) {
            // It ended in the moment it was interrupted: too long all the same.
            throw tooLong(new InterruptedException());
        }
        return result;
    }

    private GovernanceException tooLong(Throwable thrown) {
        return new GovernanceException(
                "policies took longer than " + limit.toMillis() + " ms" + whileEvaluating(thrown), thrown);
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
