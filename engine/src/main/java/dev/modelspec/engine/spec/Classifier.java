package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceMap;
import dev.modelspec.engine.source.SourceText;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what a document is, by its {@code apiVersion} and {@code kind}. */
final class Classifier {
    private final DocumentType type;

    Classifier(DocumentType type) {
        this.type = type;
    }

    ParsedDocument empty(int index, SyntaxFindings findings) {
        return new UnrecognisedDocument(
                index,
                findings.finding(
                        SyntaxRule.EMPTY,
                        "",
                        0,
                        0,
                        "There is nothing in this file, or nothing but comments.",
                        "Write a " + type.kind() + ", starting with `apiVersion: " + type.apiVersion() + "`."));
    }

    /** Whether a text that could not be read has something to do with this type. */
    boolean mentions(String text) {
        return text.contains(type.kind()) || text.contains(type.groupPrefix());
    }

    boolean mentions(byte[] text) {
        int some = Math.min(text.length, 1 << 16);
        return mentions(new String(text, 0, some, StandardCharsets.ISO_8859_1).replace("\0", ""));
    }

    ParsedDocument classify(String source, int index, Built document, SourceText text, SyntaxFindings findings) {
        if (!(document.value() instanceof ObjectNode root)) {
            findings.take();
            return new UnrecognisedDocument(index, notAnObject(document, text, findings));
        }
        String apiVersion = text(root, "apiVersion");
        String kind = text(root, "kind");
        boolean ourKind = type.kind().equalsIgnoreCase(kind);
        boolean ourGroup = apiVersion != null && apiVersion.startsWith(type.groupPrefix());
        if (!ourKind && !ourGroup) {
            return notOurs(index, document, apiVersion, kind, text, findings);
        }
        Built fileForm = type.clusterForm() ? new ClusterForm(findings).toFileForm(document) : document;
        SourceMap map = new SourceMap(text, fileForm.positions());
        return new ParsedSpec(source, index, (ObjectNode) fileForm.value(), map, findings.take());
    }

    private ParsedDocument notOurs(
            int index,
            Built document,
            @Nullable String apiVersion,
            @Nullable String kind,
            SourceText text,
            SyntaxFindings findings) {
        findings.take();
        if (apiVersion != null && kind != null) {
            return new OtherKind(index, apiVersion, kind);
        }
        int start = document.positions().start();
        return new UnrecognisedDocument(
                index,
                findings.finding(
                        SyntaxRule.NOT_A_SPEC,
                        "",
                        start,
                        text.endOfLine(start),
                        "This document does not say that it is a " + type.kind() + ".",
                        "Start it with `apiVersion: " + type.apiVersion() + "` and `kind: " + type.kind() + "`."));
    }

    private dev.modelspec.engine.finding.Finding notAnObject(Built document, SourceText text, SyntaxFindings findings) {
        int start = document.positions().start();
        return findings.finding(
                SyntaxRule.NOT_AN_OBJECT,
                "",
                start,
                Math.min(document.positions().end(), text.endOfLine(start)),
                "A " + type.kind() + " is an object with named fields; this document is "
                        + Values.describe(document.value()) + ".",
                "Start it with `apiVersion: " + type.apiVersion() + "` and `kind: " + type.kind() + "`.");
    }

    private static @Nullable String text(ObjectNode root, String field) {
        JsonNode value = root.get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
