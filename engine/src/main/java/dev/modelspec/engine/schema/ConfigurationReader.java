package dev.modelspec.engine.schema;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedDocument;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.spec.UnreadableDocument;
import dev.modelspec.engine.spec.UnrecognisedDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads what an operator writes for us, such as a profile: a source with one document of a kind of our own. Thread-safe. All that is
 * wrong with one is told at once, each problem with its line.
 */
public final class ConfigurationReader {
    private static final Pattern MARK = Pattern.compile("---(\\s.*)?");

    private final String noun;
    private final DocumentType type;
    private final SpecParser parser;

    /**
     * A reader of one kind of document.
     *
     * @param noun what messages call such a document, such as {@code Profile}
     */
    public ConfigurationReader(String noun, DocumentType type) {
        this.noun = noun;
        this.type = type;
        this.parser = SpecParser.of(type);
    }

    /**
     * Reads a document without holding it against a schema.
     *
     * @throws ConfigurationException if the source is not one well-formed document of the kind
     */
    public ParsedSpec read(Source source) {
        List<ParsedDocument> documents = parser.parse(source);
        if (documents.size() != 1) {
            throw new ConfigurationException(
                    noun + " " + source.name() + " is wrong",
                    List.of(source.name() + ":" + startOfSecond(source, documents.size())
                            + ":1: Here begins the second of " + documents.size() + " documents; there must be one."));
        }
        if (documents.get(0) instanceof ParsedSpec document) {
            refuse(source.name(), document.findings());
            return document;
        }
        if (documents.get(0) instanceof UnreadableDocument unreadable) {
            refuse(source.name(), unreadable.findings());
        } else if (documents.get(0) instanceof UnrecognisedDocument unrecognised) {
            refuse(source.name(), List.of(unrecognised.finding()));
        }
        String group = type.apiVersion().substring(0, type.apiVersion().indexOf('/'));
        throw new ConfigurationException(
                source.name() + " is not a " + noun.toLowerCase(Locale.ROOT) + ": its kind is not " + type.kind()
                        + " of " + group,
                List.of());
    }

    /** The line of the {@code ---} before the second of several documents; there may be one before the first, too. */
    private static int startOfSecond(Source source, int documents) {
        List<String> lines =
                new String(source.content(), StandardCharsets.UTF_8).lines().toList();
        int[] marks = IntStream.range(0, lines.size())
                .filter(line -> MARK.matcher(lines.get(line)).matches())
                .toArray();
        return marks.length == 0 ? 1 : marks[Math.max(0, marks.length - documents + 1)] + 1;
    }

    /**
     * Reads a document.
     *
     * @throws ConfigurationException if the source is not one well-formed document of the kind that the schema accepts
     */
    public ParsedSpec read(Source source, SchemaValidator schema) {
        ParsedSpec document = read(source);
        refuse(source.name(), schema.validate(document));
        return document;
    }

    /**
     * Refuses a document for findings of any origin.
     *
     * @param name of the source
     * @throws ConfigurationException if there are any
     */
    public void refuse(String name, List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new ConfigurationException(
                    noun + " " + name + " is wrong",
                    findings.stream().map(ConfigurationReader::describe).toList());
        }
    }

    private static String describe(Finding finding) {
        var region = finding.location().region();
        String remediation = finding.remediation() == null ? "" : " " + finding.remediation();
        return finding.location().source() + ":" + region.startLine() + ":" + region.startColumn() + ": "
                + finding.message() + remediation;
    }
}
