package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong with the document that is being read. */
final class SyntaxFindings {
    /** Findings of a document that are told one by one. A hostile text could have half a million. */
    private static final int MANY = 1000;

    private final String source;
    private final SourceText text;
    private List<Finding> found = new ArrayList<>(0);
    private int more;

    SyntaxFindings(String source, SourceText text) {
        this.source = source;
        this.text = text;
    }

    /** Notes something that does not keep us from reading on. */
    void add(SyntaxRule rule, String pointer, int start, int end, String message, String remediation) {
        if (isFull()) {
            more++;
        } else {
            found.add(finding(rule, pointer, start, end, message, remediation));
        }
    }

    /** Whether whatever is noted from now on is only counted. */
    boolean isFull() {
        return found.size() >= MANY;
    }

    void add(Finding finding) {
        found.add(finding);
    }

    /** Something after which the rest of the document can not be read. */
    UnreadableException fatal(SyntaxRule rule, String pointer, int start, int end, String message, String remediation) {
        return new UnreadableException(finding(rule, pointer, start, end, message, remediation), start);
    }

    /** Everything noted since the last call. */
    List<Finding> take() {
        List<Finding> taken = found;
        if (taken.isEmpty()) {
            return List.of();
        }
        if (more > 0) {
            String message = String.format(Locale.ROOT, "There are %,d more findings of this kind.", more);
            taken.add(finding(SyntaxRule.MORE, "", 0, 0, message, "Mend the ones above, and check again."));
        }
        found = new ArrayList<>(0);
        more = 0;
        return List.copyOf(taken);
    }

    /** How a place reads in a message. */
    String at(int offset) {
        Region region = text.region(offset, offset);
        return "line " + region.startLine() + ", column " + region.startColumn();
    }

    Finding finding(SyntaxRule rule, String pointer, int start, int end, String message, String remediation) {
        return of(rule, new Location(source, pointer, text.region(start, end)), message, remediation);
    }

    static Finding of(SyntaxRule rule, Location location, String message, String remediation) {
        return new Finding(rule.id(), Level.DENY, Severity.HIGH, rule.title(), message, remediation, location);
    }
}
