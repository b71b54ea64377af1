package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a profile beyond what its schema can say. */
final class ProfileProblems {
    private final ParsedSpec document;
    private final List<String> problems = new ArrayList<>();

    ProfileProblems(ParsedSpec document) {
        this.document = document;
    }

    /** Something is wrong with what is at a pointer. */
    void add(String pointer, String message) {
        problems.add(place(document, pointer) + ": " + message);
    }

    /** Throws if something is wrong. */
    void refuse() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Profile " + document.source() + " is wrong", problems);
        }
    }

    /** {@code source:line:column} of what is at a pointer. */
    static String place(ParsedSpec document, String pointer) {
        var region = document.locate(pointer).region();
        return document.source() + ":" + region.startLine() + ":" + region.startColumn();
    }
}
