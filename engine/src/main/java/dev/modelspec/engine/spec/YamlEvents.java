package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import java.io.Reader;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The events of a YAML text from some offset on, with offsets into the text.
 *
 * <p>This is the parser that jackson-dataformat-yaml uses, driven directly: Jackson's {@code YAMLParser} does not tell a plain scalar
 * from a quoted one, reports keys that are not scalars as errors of the parser, resolves plain scalars by rules of its own, and does
 * not know merge keys.
 */
final class YamlEvents {
    /** The parser copies what it has not used yet whenever it reads on, so a long line should come in few pieces. */
    private static final int LARGEST_PIECE = 256 * 1024;

    private final SourceText text;
    private final SyntaxFindings findings;
    private final int base;
    private final ParserImpl parser;
    /** The offset of each code point, or empty where every code point is one {@code char}. */
    private final int[] offsets;

    private int last;

    YamlEvents(SourceText text, int from, SyntaxFindings findings) {
        this.text = text;
        this.findings = findings;
        this.base = from;
        String rest = text.text().substring(from);
        this.offsets = offsets(rest);
        LoadSettings settings = LoadSettings.builder()
                .setLabel("")
                .setUseMarks(true)
                .setBufferSize(Math.max(16, Math.min(rest.length(), LARGEST_PIECE)))
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.parser = new ParserImpl(settings, new StreamReader(settings, new TextReader(rest)));
        this.last = from;
    }

    /** The next event, or an {@link UnreadableException}. */
    Event next() {
        try {
            Event event = parser.next();
            last = start(event);
            return event;
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(this::offset).orElse(last);
            int context = e.getContextMark().map(this::offset).orElse(at);
            throw YamlProblems.explain(e, text, context, at, findings);
        } catch (RuntimeException e) {
            // Such as numbers in a %YAML directive that are too large. The text is at fault, whatever the parser calls
            // it.
            throw YamlProblems.unknown(last, findings);
        }
    }

    int start(Event event) {
        return event.getStartMark().map(this::offset).orElse(last);
    }

    int end(Event event) {
        return event.getEndMark().map(this::offset).orElse(last);
    }

    private int offset(Mark mark) {
        int codePoint = mark.getIndex();
        if (offsets.length == 0) {
            return base + codePoint;
        }
        return base + offsets[Math.min(codePoint, offsets.length - 1)];
    }

    private static int[] offsets(String text) {
        int codePoints = text.codePointCount(0, text.length());
        if (codePoints == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[codePoints + 1];
        int offset = 0;
        for (int i = 0; i < codePoints; i++) {
            offsets[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets[codePoints] = offset;
        return offsets;
    }

    /**
     * Reads a string, never ending between the halves of a surrogate pair: there the parser (3.0.1) asks for one more character
     * than its buffer holds.
     */
    private static final class TextReader extends Reader {
        private final String text;
        private int position;

        TextReader(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            int count = Math.min(length, text.length() - position);
            if (count == 0) {
                return -1;
            }
            if (count > 1 && Character.isHighSurrogate(text.charAt(position + count - 1))) {
                count--;
            }
            text.getChars(position, position + count, buffer, offset);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
