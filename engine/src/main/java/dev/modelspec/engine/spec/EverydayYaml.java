package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.SourceText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads YAML as nearly all specs are written: fields on lines of their own, nested by spaces, with values and short lists on one line. That takes a
 * quarter of the time of a YAML parser, which would be most of the time of checking a spec, and spares a run of one file the
 * loading of that parser. Whatever is not certain to be everyday YAML it {@linkplain UnusualException refuses}, and
 * {@link YamlReader} reads the text from the start. Tests hold the two together: what this one reads, the other reads the same, to
 * the last position.
 */
final class EverydayYaml {
    private static final int END = -1;
    private static final int LONGEST_KEY = 128;

    private final String s;
    private final TreeBuilder builder;
    /** The first character of the line that is looked at, after its spaces. */
    private int pos;
    /** The column of that character from 0, or {@link #END} at the end of the document. */
    private int column;

    EverydayYaml(SourceText text, TreeBuilder builder) {
        this.s = text.text();
        this.builder = builder;
    }

    /** Leaves the reader where the text has something else in it. */
    static final class UnusualException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnusualException() {
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
            int keyEnd = endOfKey(keyStart);
            if (keyEnd < 0) {
                throw new UnusualException();
            }
            String key = s.substring(keyStart, keyEnd);
            JsonNode meaning = PlainScalar.read(key);
            if (meaning == null || !meaning.isString()) {
                throw new UnusualException();
            }
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
        int start = skipSpaces(afterColon);
        if (!isEndOfContent(start)) {
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
            int start = skipSpaces(pos + 1);
            if (isEndOfContent(start)) {
                throw new UnusualException();
            }
            Built value;
            if (endOfKey(start) > 0) {
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

    /** A scalar or a list that ends on its line; goes to the next line. */
    private Built inline(int indent, int start) throws UnusualException {
        Built value = s.charAt(start) == '[' ? list(start) : scalar(start);
        toLine(endOfLine(value.positions().end()));
        if (column > indent) {
            // The value goes on, or something is wrong.
            throw new UnusualException();
        }
        return value;
    }

    /** A list in brackets, of simple words and texts in quotes. */
    private Built list(int start) throws UnusualException {
        TreeBuilder.ArrayInProgress array = builder.startArray(start);
        int at = skipSpaces(start + 1);
        boolean more = !isAt(at, ']');
        while (more) {
            array.startElement();
            Built element = isAt(at, '"') || isAt(at, '\'') ? quoted(at) : word(at);
            array.endElement(element);
            at = skipSpaces(element.positions().end());
            more = isAt(at, ',');
            at = more ? skipSpaces(at + 1) : at;
        }
        if (!isAt(at, ']')) {
            throw new UnusualException();
        }
        requireEndOfContent(at + 1);
        return array.end(at + 1);
    }

    private boolean isAt(int at, char c) {
        return at < s.length() && s.charAt(at) == c;
    }

    private Built word(int start) throws UnusualException {
        int end = start;
        while (end < s.length() && (isLetterOrDigit(s.charAt(end)) || isInKey(s.charAt(end), end > start))) {
            end++;
        }
        JsonNode value = end == start ? null : PlainScalar.read(s.substring(start, end));
        if (value == null) {
            throw new UnusualException();
        }
        return builder.scalar(value, start, end);
    }

    private Built quoted(int start) throws UnusualException {
        int end = endOfQuoted(start, s.charAt(start));
        return builder.scalar(StringNode.valueOf(s.substring(start + 1, end - 1)), start, end);
    }

    private Built scalar(int start) throws UnusualException {
        char first = s.charAt(start);
        if (first == '"' || first == '\'') {
            Built quoted = quoted(start);
            requireEndOfContent(quoted.positions().end());
            return quoted;
        }
        int end = endOfPlain(start, first);
        JsonNode value = PlainScalar.read(s.substring(start, end));
        if (value == null) {
            throw new UnusualException();
        }
        return builder.scalar(value, start, end);
    }

    private int endOfQuoted(int start, char quote) throws UnusualException {
        int end = start + 1;
        while (end < s.length() && s.charAt(end) != quote) {
            char c = s.charAt(end);
            if (c == '\n' || c == '\r' || c == '\\') {
                throw new UnusualException();
            }
            end++;
        }
        if (end == s.length()) {
            throw new UnusualException();
        }
        return end + 1;
    }

    /** A comment needs a blank before it. */
    private void requireEndOfContent(int at) throws UnusualException {
        if (isAt(at, '#') || !isEndOfContent(skipSpaces(at))) {
            throw new UnusualException();
        }
    }

    private int endOfPlain(int start, char first) throws UnusualException {
        boolean signed =
                (first == '-' || first == '.') && start + 1 < s.length() && isLetterOrDigit(s.charAt(start + 1));
        if (!isLetterOrDigit(first) && first != '/' && first != '_' && !signed) {
            throw new UnusualException();
        }
        int i = start;
        int end = start;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (c == '\n' || c == '\r' || (c == '#' && s.charAt(i - 1) == ' ')) {
                break;
            }
            if (c == ':' && (i + 1 == s.length() || s.charAt(i + 1) <= ' ')) {
                throw new UnusualException();
            }
            i++;
            if (c != ' ') {
                end = i;
            }
        }
        return end;
    }

    /** Where a simple name ends that starts here and is followed by a colon and a blank; negative if there is none. */
    private int endOfKey(int start) {
        int i = start;
        while (i < s.length() && (isLetterOrDigit(s.charAt(i)) || isInKey(s.charAt(i), i > start))) {
            i++;
        }
        boolean colon = i > start && i - start <= LONGEST_KEY && i < s.length() && s.charAt(i) == ':';
        return colon && (i + 1 == s.length() || isBlank(s.charAt(i + 1))) ? i : -1;
    }

    private static boolean isInKey(char c, boolean inside) {
        return c == '_' || (inside && (c == '-' || c == '.' || c == '/'));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r';
    }

    private boolean isElement() {
        return s.charAt(pos) == '-' && pos + 1 < s.length() && s.charAt(pos + 1) == ' ';
    }

    /** Whether the line ends here, or a comment starts. */
    private boolean isEndOfContent(int at) {
        return at == s.length() || s.charAt(at) == '\n' || s.charAt(at) == '\r' || s.charAt(at) == '#';
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private int endOfLine(int from) {
        int end = s.indexOf('\n', from);
        return end < 0 ? s.length() : end + 1;
    }

    /** Goes to the first line with content that starts at this offset or later. */
    private void toLine(int from) throws UnusualException {
        int start = from;
        while (true) {
            int content = skipSpaces(start);
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
        if (!isEndOfContent(skipSpaces(start + 3)) || (start + 3 < s.length() && s.charAt(start + 3) == '#')) {
            throw new UnusualException();
        }
        return true;
    }
}
