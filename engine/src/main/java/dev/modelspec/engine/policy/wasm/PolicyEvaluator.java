package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import java.time.Duration;

/** Answers what rules report of a spec, with one of a few data documents each time. Thread-safe. */
public interface PolicyEvaluator extends AutoCloseable {
    /** Begins to get ready for the data that it will be asked about first. */
    void prepare(PolicyData data);

    /**
     * Evaluates the rules.
     *
     * @param data the document that the rules refer to
     * @param input well-formed JSON
     * @param atMost how long it may take, if that is less than what any evaluation may take
     * @return {@code [{"result": …}]}, or {@code []} if the entrypoint is undefined
     * @throws GovernanceException if the evaluation failed or took too long; the message names the rule, where it can be told
     */
    String evaluate(PolicyData data, byte[] input, BuiltinContext context, Duration atMost);

    /** How often a data document was parsed so far. It grows no more once every copy of the rules has seen every document. */
    default long parses() {
        return 0;
    }

    /** How many copies of the rules wait to be used; 0 if there are none. */
    default int idle() {
        return 0;
    }

    /** How many copies evaluate. */
    default int active() {
        return 0;
    }

    @Override
    void close();
}
