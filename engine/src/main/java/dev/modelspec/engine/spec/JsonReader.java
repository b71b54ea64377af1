package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Builds the tree of the one document of a JSON text. */
final class JsonReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    // Our own limits, which come with findings, are lower.
                    .maxNestingDepth(Limits.DEPTH + 10)
                    .maxNumberLength(Limits.BYTES)
                    .maxNameLength(Limits.BYTES)
                    .maxStringLength(Limits.BYTES)
                    .build())
            .build();

    private final SourceText text;
    private final SyntaxFindings findings;
    private final TreeBuilder builder;

    JsonReader(SourceText text, SyntaxFindings findings, TreeBuilder builder) {
        this.text = text;
        this.findings = findings;
        this.builder = builder;
    }

    /** The document, or null if there is nothing but blanks. */
    @Nullable
    Built read() {
        builder.startDocument();
        int end = -1;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.text())) {
            if (parser.nextToken() == null) {
                return null;
            }
            Built root = value(parser);
            end = root.positions().end();
            if (parser.nextToken() != null) {
                throw JsonProblems.afterEnd(text, end, findings);
            }
            return root;
        } catch (StreamReadException e) {
            throw JsonProblems.explain(e, text, end, findings);
        }
    }

    private Built value(JsonParser parser) {
        int start = start(parser);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, start);
            case START_ARRAY -> array(parser, start);
            case VALUE_STRING -> builder.scalar(StringNode.valueOf(parser.getString()), start, endOfString(start));
            case VALUE_NUMBER_INT -> number(parser.getString(), true, start);
            case VALUE_NUMBER_FLOAT -> number(parser.getString(), false, start);
            case VALUE_TRUE -> builder.scalar(BooleanNode.TRUE, start, start + 4);
            case VALUE_FALSE -> builder.scalar(BooleanNode.FALSE, start, start + 5);
            default -> builder.scalar(NullNode.getInstance(), start, start + 4);
        };
    }

    private Built object(JsonParser parser, int start) {
        TreeBuilder.ObjectInProgress object = builder.startObject(start);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyStart = start(parser);
            int keyEnd = endOfString(keyStart);
            object.startField(key, keyStart, keyEnd);
            parser.nextToken();
            object.endField(key, keyStart, keyEnd, value(parser));
        }
        return object.end(offset(parser));
    }

    private Built array(JsonParser parser, int start) {
        TreeBuilder.ArrayInProgress array = builder.startArray(start);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.startElement();
            array.endElement(value(parser));
        }
        return array.end(offset(parser));
    }

    private Built number(String digits, boolean integer, int start) {
        int end = start + digits.length();
        JsonNode value = integer ? PlainScalar.integer(digits) : PlainScalar.decimal(digits);
        if (value == null) {
            ScalarProblem problem = ScalarProblem.numberRange(digits);
            findings.add(problem.rule(), builder.pointer(), start, end, problem.message(), problem.remediation());
            value = StringNode.valueOf(digits);
        }
        return builder.scalar(value, start, end);
    }

    private int endOfString(int start) {
        String s = text.text();
        int i = start + 1;
        while (i < s.length() && s.charAt(i) != '"') {
            i += s.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, s.length());
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }
}
