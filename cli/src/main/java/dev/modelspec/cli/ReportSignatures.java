package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleSigner;
import dev.modelspec.engine.bundle.FileSignature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Signatures of reports, each in a file beside the report. */
final class ReportSignatures {
    private static final String ENDING = ".jws";

    private ReportSignatures() {}

    /** Where the signature of a report is. */
    static Path of(Path report) {
        return report.resolveSibling(report.getFileName() + ENDING);
    }

    /** Signs reports that are whole and not in their places yet; the signatures come to their places with them. */
    static List<Path> sign(ReportFiles files, BundleSigner signer) throws IOException {
        var signatures = new ArrayList<Path>();
        for (Path report : files.files()) {
            Path signature = of(report);
            String name = report.getFileName().toString();
            String token = FileSignature.sign(name, files.finished(report), signer, Clock.systemUTC());
            OutputStream out = files.open(signature);
            out.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            signatures.add(signature);
        }
        return signatures;
    }
}
