package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads YAML as nearly all specs are written: fields on lines of their own, nested by spaces, with values, short lists and objects on
 * one line, and texts on lines of their own. That takes a quarter of the time of a YAML parser, which would be most of the time of checking a spec, and spares a run of one file the
 * loading of that parser. Whatever is not certain to be everyday YAML it {@linkplain UnusualException refuses}, and
 * {@link YamlReader} reads the text from the start. Tests hold the two together: what this one reads, the other reads the same, to
 * the last position.
 */
final class EverydayYaml {
    private static final int END = -1;

    private final String s;
    private final TreeBuilder builder;
    private final OneLineYaml line;
    /** The first character of the line that is looked at, after its spaces. */
    private int pos;
    /** The column of that character from 0, or {@link #END} at the end of the document. */
    private int column;

    EverydayYaml(SourceText text, TreeBuilder builder) {
        this.s = text.text();
        this.builder = builder;
        this.line = new OneLineYaml(s, builder);
    }

    /** Leaves the reader where the text has something else in it. */
    static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusualException() {
            super(null, null, false, false);
        }
    }

    /** The next document, or null at the end of the text. */
    @Nullable
    Built next() throws UnusualException {
        if (pos == s.length()) {
            return null;
        }
        boolean first = pos == 0;
        if (first) {
            if (hasUnusualCharacters()) {
                throw new UnusualException();
            }
            toLine(0);
        }
        if (column == END && pos < s.length()) {
            toLine(endOfLine(pos));
        } else if (!first) {
            throw new UnusualException();
        }
        if (column != 0) {
            // Nothing but comments, an empty document, or one that is indented as a whole.
            throw new UnusualException();
        }
        builder.startDocument();
        return mapping(0);
    }

    /** Tabs, which may or may not be blanks, and characters that end a line for some but not for others. */
    private boolean hasUnusualCharacters() {
        for (int cr = s.indexOf('\r'); cr >= 0; cr = s.indexOf('\r', cr + 1)) {
            if (cr + 1 == s.length() || s.charAt(cr + 1) != '\n') {
                return true;
            }
        }
        return s.indexOf('\t') >= 0
                || s.indexOf('\u0085') >= 0
                || s.indexOf('\u2028') >= 0
                || s.indexOf('\u2029') >= 0
                || s.indexOf('\uFEFF') >= 0;
    }

    private Built mapping(int indent) throws UnusualException {
        TreeBuilder.ObjectInProgress object = builder.startObject(pos);
        int end;
        do {
            int keyStart = pos;
            int keyEnd = line.endOfKey(keyStart);
            if (keyEnd < 0) {
                throw new UnusualException();
            }
            String key = line.key(keyStart, keyEnd);
            object.startField(key, keyStart, keyEnd);
            Built value = valueOfField(indent, keyEnd + 1);
            object.endField(key, keyStart, keyEnd, value);
            end = value.positions().end();
        } while (column == indent && !isElement());
        if (column >= indent) {
            throw new UnusualException();
        }
        return object.end(end);
    }

    private Built valueOfField(int indent, int afterColon) throws UnusualException {
        int start = line.skipSpaces(afterColon);
        if (!line.isEndOfContent(start)) {
            return inline(indent, start);
        }
        toLine(endOfLine(start));
        boolean element = column != END && isElement();
        if (column > indent) {
            return element ? sequence(column) : mapping(column);
        }
        if (column == indent && element) {
            return sequence(indent);
        }
        return builder.scalar(NullNode.getInstance(), afterColon, afterColon);
    }

    private Built sequence(int indent) throws UnusualException {
        TreeBuilder.ArrayInProgress array = builder.startArray(pos);
        int end;
        do {
            array.startElement();
            int start = line.skipSpaces(pos + 1);
            if (line.isEndOfContent(start)) {
                throw new UnusualException();
            }
            Built value;
            if (line.endOfKey(start) > 0) {
                column += start - pos;
                pos = start;
                value = mapping(column);
            } else {
                value = inline(indent, start);
            }
            array.endElement(value);
            end = value.positions().end();
        } while (column == indent && isElement());
        if (column > indent) {
            throw new UnusualException();
        }
        return array.end(end);
    }

    /** A value that starts on the line of its field or element; goes to the line after it. */
    private Built inline(int indent, int start) throws UnusualException {
        Built value;
        if (line.isAt(start, '|') || line.isAt(start, '>')) {
            value = block(indent, start);
            toLine(value.positions().end());
        } else {
            value = line.value(start);
            toLine(endOfLine(value.positions().end()));
        }
        if (column > indent) {
            // The value goes on, or something is wrong.
            throw new UnusualException();
        }
        return value;
    }

    /** A text on lines of its own, which keeps its line ends after a bar; after a {@code >}, those of empty lines. */
    private Built block(int indent, int start) throws UnusualException {
        boolean strip = line.isAt(start + 1, '-');
        line.requireEndOfContent(start + (strip ? 2 : 1));
        int at = endOfLine(start);
        int margin = line.skipSpaces(at) - at;
        if (margin <= indent || line.isEndOfLine(at + margin)) {
            throw new UnusualException();
        }
        boolean folded = s.charAt(start) == '>';
        var text = new StringBuilder();
        int lineEnds = 0;
        while (at < s.length()) {
            int content = line.skipSpaces(at);
            int width = content - at;
            boolean empty = line.isEndOfLine(content);
            if (!empty && width < margin) {
                break;
            }
            if ((width > margin && (folded || empty)) || content == s.length()) {
                throw new UnusualException();
            }
            if (!empty) {
                text.append(gap(folded, lineEnds)).append(s, at + margin, line.endOfText(content));
                lineEnds = 0;
            }
            lineEnds++;
            at = endOfLine(at);
        }
        if (!strip) {
            text.append('\n');
        }
        return builder.scalar(StringNode.valueOf(text.toString()), start, at);
    }

    private static String gap(boolean folded, int lineEnds) {
        return folded && lineEnds == 1 ? " " : "\n".repeat(folded && lineEnds > 1 ? lineEnds - 1 : lineEnds);
    }

    private boolean isElement() {
        return s.charAt(pos) == '-' && pos + 1 < s.length() && s.charAt(pos + 1) == ' ';
    }

    private int endOfLine(int from) {
        int end = s.indexOf('\n', from);
        return end < 0 ? s.length() : end + 1;
    }

    /** Goes to the first line with content that starts at this offset or later. */
    private void toLine(int from) throws UnusualException {
        int start = from;
        while (true) {
            int content = line.skipSpaces(start);
            if (content == s.length()) {
                pos = content;
                column = END;
                return;
            }
            char c = s.charAt(content);
            if (c != '\n' && c != '\r' && c != '#') {
                pos = content;
                column = isSeparator(start) ? END : content - start;
                return;
            }
            start = endOfLine(content);
        }
    }

    private boolean isSeparator(int start) throws UnusualException {
        if (!s.startsWith("---", start)) {
            return false;
        }
        if (!line.isEndOfContent(line.skipSpaces(start + 3))
                || (start + 3 < s.length() && s.charAt(start + 3) == '#')) {
            throw new UnusualException();
        }
        return true;
    }
}
