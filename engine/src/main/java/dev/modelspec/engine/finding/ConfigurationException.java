package dev.modelspec.engine.finding;

import java.util.List;

/**
 * Something wrong with what the operator set up: a profile, a folder of policies. No spec is judged until it is mended.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * A wrong set-up.
     *
     * @param summary what cannot be used
     * @param problems each with its place first, {@code file:line:column: what is wrong}
     */
    public ConfigurationException(String summary, List<String> problems) {
        super(
                problems.isEmpty()
                        ? summary
                        : summary + ":\n  " + String.join("\n", problems).replace("\n", "\n  "));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in order. */
    public List<String> problems() {
        return problems;
    }
}
