package dev.modelspec.engine.policy;

/**
 * The copies of the rules that are in memory, one for each evaluation at a time.
 *
 * @param idle wait to be used
 * @param active evaluate a spec
 */
public record PolicyInstances(int idle, int active) {
    /** Where no rules are asked. */
    public static final PolicyInstances NONE = new PolicyInstances(0, 0);
}
