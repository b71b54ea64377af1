package dev.modelspec.engine.spec;

/**
 * Why an unquoted scalar or a number can not be taken as it is.
 *
 * @param rule the rule it breaks
 * @param message what is wrong
 * @param remediation how to write what was meant
 */
record ScalarProblem(SyntaxRule rule, String message, String remediation) {
    /** For a scalar that {@link PlainScalar#read} gives nothing for. */
    static ScalarProblem of(String s) {
        return new ScalarProblem(SyntaxRule.AMBIGUOUS_SCALAR, "Readers disagree on `" + s + "`.", "Quote it.");
    }

    static ScalarProblem numberRange(String s) {
        return new ScalarProblem(SyntaxRule.NUMBER_RANGE, "out of range " + s, "");
    }
}
