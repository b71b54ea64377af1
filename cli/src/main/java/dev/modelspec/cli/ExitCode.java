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

    /** What help says of them. */
    static final String HELP_HEADING = "%nExit codes:%n";

    static final String COMPLIANT_HELP = " 0:every spec may run";
    static final String FINDINGS_HELP = " 1:there are findings";
    static final String USAGE_HELP = " 2:wrong usage, profile or policies; something cannot be read; no spec was found";
    static final String FAULT_HELP = " 3:a fault of modelspec or of a rule: no verdict";

    private ExitCode() {}
}
