package dev.modelspec.cli;

import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.util.Iterator;

/** A run over many inputs: what becomes of each is told in their order, and failures to people at once. */
final class Inspection {
    private final Console console;
    private final Failures failures;
    private final Progress progress;
    private int exitCode = ExitCode.COMPLIANT;

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
            sink.judged(judged);
            return true;
        }
        if (outcome instanceof Outcome.PassedOver passedOver) {
            sink.passedOver(passedOver.documents());
            return true;
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        sink.unchecked(failed.unchecked());
        return say(failed);
    }

    /** Other files are checked all the same, unless the fault is ours: then it would only repeat itself. */
    private boolean say(Outcome.Failed failed) throws IOException {
        progress.hide();
        Unchecked unchecked = failed.unchecked();
        String message = Printable.of(unchecked.source()) + ": " + unchecked.reason();
        if (unchecked.fault()) {
            worsen(ExitCode.FAULT);
            failures.fault(message, failed.thrown());
        } else {
            worsen(ExitCode.USAGE);
            console.complain(message);
        }
        return !unchecked.fault();
    }

    /** The exit code is this, or what it was if that is worse. */
    void worsen(int code) {
        exitCode = Math.max(exitCode, code);
    }

    int exitCode() {
        return exitCode;
    }
}
