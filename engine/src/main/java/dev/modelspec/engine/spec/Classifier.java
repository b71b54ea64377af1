package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Positions;
import dev.modelspec.engine.source.SourceMap;
import dev.modelspec.engine.source.SourceText;
import java.util.List;
import java.util.Map;
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

    /** The same for bytes in an unknown encoding: zeros are passed over, as in UTF-16 they stand between the letters. */
    boolean mentions(byte[] text) {
        return contains(text, type.kind()) || contains(text, type.groupPrefix());
    }

    private static boolean contains(byte[] text, String wanted) {
        int matched = 0;
        for (byte b : text) {
            if (b == wanted.charAt(matched)) {
                matched++;
                if (matched == wanted.length()) {
                    return true;
                }
            } else if (b != 0) {
                matched = b == wanted.charAt(0) ? 1 : 0;
            }
        }
        return false;
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
        if (apiVersion != null && !apiVersion.equals(type.apiVersion())) {
            int start = startOf(document, "apiVersion");
            Finding wrong = wrongVersion(apiVersion, ourGroup, start, text, findings);
            if (ourGroup && isVersion(apiVersion.substring(type.groupPrefix().length()))) {
                // Written for a schema that we do not have: whatever else we said would be about the wrong one.
                findings.take();
                return new UnreadableDocument(index, List.of(wrong), true);
            }
            findings.add(wrong);
        }
        boolean inClusterForm = type.clusterForm() && ClusterForm.isClusterForm(root);
        Built fileForm = inClusterForm ? new ClusterForm(findings).toFileForm(document) : document;
        Map<String, JsonNode> ownMetadata = inClusterForm ? ClusterForm.ownMetadata(root) : Map.of();
        SourceMap map = new SourceMap(text, fileForm.positions());
        return new ParsedSpec(
                source, index, (ObjectNode) fileForm.value(), map, findings.take(), type.clusterForm(), ownMetadata);
    }

    private Finding wrongVersion(
            String apiVersion, boolean ourGroup, int start, SourceText text, SyntaxFindings findings) {
        boolean version =
                ourGroup && isVersion(apiVersion.substring(type.groupPrefix().length()));
        String message = version
                ? "This document is written in version `" + apiVersion + "` of the format; only `" + type.apiVersion()
                        + "` is known here, so nothing else was checked."
                : "`" + apiVersion + "` is no version of the " + type.kind() + " format.";
        return findings.finding(
                SyntaxRule.API_VERSION,
                "/apiVersion",
                start,
                text.endOfLine(start),
                message,
                version
                        ? "Use a release of this program that knows it, or write the document for " + type.apiVersion()
                                + "."
                        : "Write `apiVersion: " + type.apiVersion() + "`.");
    }

    /** As Kubernetes writes versions: v1, v1beta2. */
    private static boolean isVersion(String version) {
        return version.matches("v[0-9]+((alpha|beta)[0-9]+)?");
    }

    private static int startOf(Built document, String field) {
        for (Positions child : document.positions().children()) {
            if (field.equals(child.name())) {
                return child.start();
            }
        }
        return document.positions().start();
    }

    private ParsedDocument notOurs(
            int index,
            Built document,
            @Nullable String apiVersion,
            @Nullable String kind,
            SourceText text,
            SyntaxFindings findings) {
        findings.take();
        if (kind != null && kind.endsWith("List") && holdsSpecs(document.value().path("items"))) {
            int start = startOf(document, "items");
            return new UnreadableDocument(index, List.of(listOfSpecs(start, text, findings)), true);
        }
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

    private boolean holdsSpecs(JsonNode items) {
        for (JsonNode item : items) {
            if (type.kind().equals(item.path("kind").asString(""))
                    || item.path("apiVersion").asString("").startsWith(type.groupPrefix())) {
                return true;
            }
        }
        return false;
    }

    private Finding listOfSpecs(int start, SourceText text, SyntaxFindings findings) {
        return findings.finding(
                SyntaxRule.LIST_OF_SPECS,
                "/items",
                start,
                text.endOfLine(start),
                "This is a Kubernetes List with documents of kind " + type.kind() + " in it; lists are not read.",
                "Write each document by itself, separated by lines `---`.");
    }

    private Finding notAnObject(Built document, SourceText text, SyntaxFindings findings) {
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
