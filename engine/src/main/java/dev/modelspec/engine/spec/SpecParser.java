package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads all documents of a source. Never fails because of what the source contains: whatever is wrong with it is a finding of
 * category {@code syntax}. Thread-safe.
 *
 * <p>A name that ends in {@code .json} is read as JSON, one that ends in {@code .yaml} or {@code .yml} as YAML (which JSON nearly
 * is). Where the name does not tell, a text that starts with a brace or bracket is read as JSON, and as YAML if it is no JSON.
 */
public final class SpecParser {
    /** Sources with more bytes are refused unread. */
    public static final int MAX_BYTES = Limits.BYTES;

    private final Classifier classifier;

    private SpecParser(DocumentType type) {
        this.classifier = new Classifier(type);
    }

    /** A parser that looks for ModelSpecs. */
    public static SpecParser ofModelSpecs() {
        return of(DocumentType.MODEL_SPEC);
    }

    /** A parser that looks for documents of another type, with findings of the same quality. */
    public static SpecParser of(DocumentType type) {
        return new SpecParser(type);
    }

    /** All documents of a source in their order, at least one. */
    public List<ParsedDocument> parse(Source source) {
        SourceText text;
        try {
            text = SourceDecoder.decode(source);
        } catch (UnreadableException e) {
            return List.of(new UnreadableDocument(1, List.of(e.finding()), classifier.mentions(source.content())));
        }
        return new Reading(source, text).documents();
    }

    /** One text on its way to documents. */
    private final class Reading {
        private final Source source;
        private final SourceText text;
        private final List<ParsedDocument> documents = new ArrayList<>(1);
        private SyntaxFindings findings;
        private TreeBuilder builder;
        private int index;

        Reading(Source source, SourceText text) {
            this.source = source;
            this.text = text;
            this.findings = new SyntaxFindings(source.name(), text);
            this.builder = new TreeBuilder(findings);
        }

        List<ParsedDocument> documents() {
            String name = source.name().toLowerCase(Locale.ROOT);
            if (name.endsWith(".json")) {
                json();
            } else if (name.endsWith(".yaml") || name.endsWith(".yml") || !startsLikeJson()) {
                yaml();
            } else {
                jsonOrYaml();
            }
            if (documents.isEmpty()) {
                documents.add(classifier.empty(1, findings));
            }
            return List.copyOf(documents);
        }

        private void json() {
            try {
                add(new JsonReader(text, findings, builder).read());
            } catch (UnreadableException e) {
                addUnreadable(e, text.text().length());
            }
        }

        private void jsonOrYaml() {
            json();
            if (documents.size() == 1 && documents.get(0) instanceof UnreadableDocument asJson) {
                restart();
                anyYaml();
                if (documents.size() == 1 && documents.get(0) instanceof UnreadableDocument && startsWithString()) {
                    documents.set(0, asJson);
                }
            }
        }

        private void restart() {
            documents.clear();
            index = 0;
            findings = new SyntaxFindings(source.name(), text);
            builder = new TreeBuilder(findings);
        }

        private void yaml() {
            try {
                EverydayYaml reader = new EverydayYaml(text, builder);
                Built document = reader.next();
                while (document != null) {
                    add(document);
                    document = reader.next();
                }
            } catch (EverydayYaml.UnusualException | UnreadableException e) {
                restart();
                anyYaml();
            }
        }

        /** Reads on at the next document after an error: a line that starts with --- is a boundary whatever is before it. */
        private void anyYaml() {
            int from = 0;
            int unreadable = 0;
            while (from >= 0) {
                try {
                    YamlReader reader = new YamlReader(text, from, findings, builder);
                    Built document = reader.next();
                    while (document != null) {
                        add(document);
                        document = reader.next();
                    }
                    return;
                } catch (UnreadableException e) {
                    unreadable++;
                    int next = isEnd(e) ? -1 : nextDocument(Math.max(e.offset(), from + 1));
                    if (next >= 0 && unreadable == Limits.UNREADABLE_DOCUMENTS) {
                        addUnreadable(e, next);
                        addUnreadable(tooManyUnreadable(next), text.text().length());
                        return;
                    }
                    addUnreadable(e, next < 0 ? text.text().length() : next);
                    from = next;
                }
            }
        }

        private UnreadableException tooManyUnreadable(int next) {
            return findings.fatal(
                    SyntaxRule.TOO_MANY_DOCUMENTS,
                    "",
                    next,
                    text.endOfLine(next),
                    "After " + Limits.UNREADABLE_DOCUMENTS
                            + " documents that can not be read, the rest of this file was not looked at.",
                    "Mend the documents above, or leave the file out of the check.");
        }

        private static boolean isEnd(UnreadableException e) {
            String rule = e.finding().rule();
            return rule.equals(SyntaxRule.TOO_MANY_DOCUMENTS.id()) || rule.equals(SyntaxRule.TOO_MANY_VALUES.id());
        }

        private void add(@Nullable Built document) {
            if (document == null) {
                return;
            }
            index++;
            if (index > Limits.DOCUMENTS) {
                int start = document.positions().start();
                throw findings.fatal(
                        SyntaxRule.TOO_MANY_DOCUMENTS,
                        "",
                        start,
                        start,
                        "This file has more than " + Limits.DOCUMENTS + " documents; from here on it was not read.",
                        "Split the file.");
            }
            if (document.value().isNull()) {
                findings.take();
                return;
            }
            documents.add(classifier.classify(source.name(), index, document, text, findings));
        }

        private void addUnreadable(UnreadableException e, int end) {
            index++;
            List<Finding> all = new ArrayList<>(findings.take());
            all.add(e.finding());
            documents.add(new UnreadableDocument(index, List.copyOf(all), classifier.mentions(text.slice(0, end))));
        }

        /** The next line that starts a document, at this offset (not the first of the text) or later; negative if there is none. */
        private int nextDocument(int from) {
            String s = text.text();
            for (int at = from; at < s.length(); at++) {
                at = s.indexOf("---", at);
                if (at < 0) {
                    return -1;
                }
                boolean lineStart = s.charAt(at - 1) == '\n' || s.charAt(at - 1) == '\r';
                if (lineStart && (at + 3 == s.length() || s.charAt(at + 3) <= ' ')) {
                    return at;
                }
            }
            return -1;
        }

        private boolean startsLikeJson() {
            int i = firstNonBlank(0);
            return i < text.text().length()
                    && (text.text().charAt(i) == '{' || text.text().charAt(i) == '[');
        }

        private boolean startsWithString() {
            int i = firstNonBlank(firstNonBlank(0) + 1);
            return i < text.text().length() && text.text().charAt(i) == '"';
        }

        private int firstNonBlank(int from) {
            int i = from;
            while (i < text.text().length() && text.text().charAt(i) <= ' ') {
                i++;
            }
            return i;
        }
    }
}
