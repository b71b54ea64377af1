package dev.modelspec.cli;

import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.history.Baseline;
import dev.modelspec.audit.history.BaselineWriter;
import dev.modelspec.engine.bundle.BundleSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reports of one audit: where they go, and what does not count in them. */
final class AuditOutputs implements AutoCloseable {
    private final Console console;
    private final ReportOptions.Reports reports;
    private final @Nullable BundleSigner signer;
    private final ReportFiles files;
    private final List<AuditWriter> writers = new ArrayList<>();
    private final @Nullable Baseline baseline;

    /** Opens all of them. */
    AuditOutputs(Console console, ReportOptions.Reports reports, ColorMode color, @Nullable BundleSigner signer)
            throws IOException {
        this.console = console;
        this.reports = reports;
        this.signer = signer;
        this.files = new ReportFiles(console);
        this.baseline = reports.baseline() == null ? null : new Baseline(WaiverFiles.source(reports.baseline()));
        try {
            for (ReportChoice choice : reports.reports()) {
                boolean coloured = choice.file() == null && color.coloured(console);
                writers.add(choice.format().writer(files.open(choice.file()), coloured));
            }
            if (reports.newBaseline() != null) {
                writers.add(new BaselineWriter(files.open(reports.newBaseline())));
            }
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    /** What does not count; null for nothing. */
    @Nullable
    Baseline baseline() {
        return baseline;
    }

    List<AuditWriter> writers() {
        return writers;
    }

    /** Puts the files in their places, signs them, and says what people should know. */
    void commit(AuditTotals totals) throws IOException {
        List<Path> signatures = signer == null ? List.of() : ReportSignatures.sign(files, signer);
        files.commit();
        for (Path signature : signatures) {
            console.err().println("modelspec: signed: " + signature);
        }
        WaiverNotes.say(totals, console);
        BaselineNotes.say(baseline, reports.baseline(), totals.unchecked(), console);
    }

    @Override
    public void close() {
        files.close();
    }
}
