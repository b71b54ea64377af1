package dev.modelspec.cli;

import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A run over many inputs: what becomes of each is told in their order, and failures to people at once. */
final class Inspection {
    /** Others are checked all the same, until it is likely that they all end in the same fault. */
    private static final int TOO_MANY = 3;

    private static final String LAST =
            "; as many as " + TOO_MANY + " in a row ended with a fault, so that nothing after this is looked at";

    private final Console console;
    private final Failures failures;
    private final Progress progress;
    private int exitCode = ExitCode.COMPLIANT;
    private int faultsInARow;
    private boolean cutShort;

    /** Takes what becomes of the inputs. */
    interface Sink {
        /** There is a verdict. */
        void judged(Outcome.Judged judged) throws IOException;

        /** There are documents of other kinds. */
        void passedOver(int documents);

        /** There is no verdict. */
        void unchecked(Unchecked source);
    }

    Inspection(Console console, Failures failures, Progress progress) {
        this.console = console;
        this.failures = failures;
        this.progress = progress;
    }

    void run(Pipeline pipeline, Iterator<Input> inputs, Sink sink) throws IOException {
        pipeline.run(inputs, outcome -> take(outcome, sink));
        progress.hide();
    }

    private boolean take(Outcome outcome, Sink sink) throws IOException {
        progress.step();
        if (outcome instanceof Outcome.Judged judged) {
            faultsInARow = 0;
            sink.judged(judged);
            return true;
        }
        if (outcome instanceof Outcome.PassedOver passedOver) {
            sink.passedOver(passedOver.documents());
            return true;
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        boolean isLast = failed.unchecked().fault() && ++faultsInARow == TOO_MANY;
        Unchecked unchecked = isLast ? last(failed.unchecked()) : failed.unchecked();
        cutShort = isLast;
        sink.unchecked(unchecked);
        say(unchecked, failed.thrown());
        return !isLast;
    }

    private static Unchecked last(Unchecked unchecked) {
        return new Unchecked(unchecked.source(), unchecked.reason() + LAST, true);
    }

    private void say(Unchecked unchecked, @Nullable Throwable thrown) throws IOException {
        progress.hide();
        String message = Printable.of(unchecked.source()) + ": " + unchecked.reason();
        if (unchecked.fault()) {
            worsen(ExitCode.FAULT);
            failures.fault(message, thrown);
        } else {
            worsen(ExitCode.USAGE);
            console.complain(message);
        }
    }

    /** The exit code is this, or what it was if that is worse. */
    void worsen(int code) {
        exitCode = Math.max(exitCode, code);
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether there may be more, which nobody looked at. */
    boolean isCutShort() {
        return cutShort;
    }
}
