package dev.modelspec.cli;

/** What the command ends with. Of several, the highest counts. */
final class ExitCode {
    /** Every spec may run. */
    static final int COMPLIANT = 0;

    /** There are findings that count. */
    static final int FINDINGS = 1;

    /** Something that the user has to mend besides specs: arguments, files that cannot be read, a profile, policies. */
    static final int USAGE = 2;

    /** A fault of ours: there is no verdict. */
    static final int FAULT = 3;

    /** Nobody reads the output any more; what a shell shows for a program that the signal PIPE ended. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
