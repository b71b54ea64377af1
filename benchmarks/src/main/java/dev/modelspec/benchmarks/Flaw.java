package dev.modelspec.benchmarks;

/** What is wrong with a generated spec. Each breaks one built-in rule; the schema accepts all of them. */
enum Flaw {
    NONE,
    PERSONAL_DATA_UNSAID,
    POLICY_UNNAMED,
    LOGS_KEPT_TOO_LONG,
    ARTIFACTS_KEPT_TOO_LONG,
    ACCELERATOR_UNKNOWN,
    TOO_MANY_ACCELERATORS,
    SEQUENCE_LENGTH_UNSAID
}
