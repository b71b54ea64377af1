package dev.modelspec.engine.spec;

import dev.modelspec.engine.spec.EverydayYaml.UnusualException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The part of {@link EverydayYaml} that does not look beyond a line: names of fields, and values that end where they begin. */
final class OneLineYaml {
    private static final int LONGEST_KEY = 128;
    private static final String ENDS_WORD = ",]}";
    private static final String NOT_IN_WORD = "[{\n\r";
    /** What makes a colon the end of a name. */
    private static final String AFTER_COLON = " ,[]{}";

    private final String s;
    private final TreeBuilder builder;

    OneLineYaml(String text, TreeBuilder builder) {
        this.s = text;
        this.builder = builder;
    }

    /** The value that starts here, and after which nothing is on the line but a comment. */
    Built value(int start) throws UnusualException {
        Built value = switch (s.charAt(start)) {
            case '[' -> list(start);
            case '{' -> object(start);
            case '"', '\'' -> quoted(start);
            default -> plain(start, endOfPlain(start));
        };
        requireEndOfContent(value.positions().end());
        return value;
    }

    /** A list in brackets. */
    private Built list(int start) throws UnusualException {
        TreeBuilder.ArrayInProgress array = builder.startArray(start);
        int at = skipSpaces(start + 1);
        boolean more = !isAt(at, ']');
        while (more) {
            array.startElement();
            Built element = element(at);
            array.endElement(element);
            at = skipSpaces(element.positions().end());
            more = isAt(at, ',');
            at = more ? skipSpaces(at + 1) : at;
        }
        if (!isAt(at, ']')) {
            throw new UnusualException();
        }
        return array.end(at + 1);
    }

    /** An object in braces. */
    private Built object(int start) throws UnusualException {
        TreeBuilder.ObjectInProgress object = builder.startObject(start);
        int at = skipSpaces(start + 1);
        boolean more = !isAt(at, '}');
        while (more) {
            int keyEnd = endOfKey(at);
            if (keyEnd < 0) {
                throw new UnusualException();
            }
            String key = key(at, keyEnd);
            object.startField(key, at, keyEnd);
            Built value = element(skipSpaces(keyEnd + 1));
            object.endField(key, at, keyEnd, value);
            at = skipSpaces(value.positions().end());
            more = isAt(at, ',');
            at = more ? skipSpaces(at + 1) : at;
        }
        if (!isAt(at, '}')) {
            throw new UnusualException();
        }
        return object.end(at + 1);
    }

    /** A value inside brackets or braces. */
    private Built element(int start) throws UnusualException {
        if (start == s.length()) {
            throw new UnusualException();
        }
        return switch (s.charAt(start)) {
            case '[' -> list(start);
            case '{' -> object(start);
            case '"', '\'' -> quoted(start);
            default -> plain(start, endOfWord(start));
        };
    }

    private Built plain(int start, int end) throws UnusualException {
        JsonNode value = PlainScalar.read(s.substring(start, end));
        if (value == null) {
            throw new UnusualException();
        }
        return builder.scalar(value, start, end);
    }

    private Built quoted(int start) throws UnusualException {
        int end = endOfQuoted(start);
        return builder.scalar(StringNode.valueOf(unquoted(start, end)), start, end);
    }

    private int endOfQuoted(int start) throws UnusualException {
        char quote = s.charAt(start);
        int end = start + 1;
        while (end < s.length() && s.charAt(end) != quote) {
            char c = s.charAt(end);
            if (c == '\n' || c == '\r') {
                throw new UnusualException();
            }
            end += c == '\\' && quote == '"' ? 2 : 1;
        }
        // Two single quotes are one inside a text.
        if (end >= s.length() || (quote == '\'' && isAt(end + 1, '\''))) {
            throw new UnusualException();
        }
        return end + 1;
    }

    private String unquoted(int start, int end) throws UnusualException {
        String inside = s.substring(start + 1, end - 1);
        int escape = s.charAt(start) == '"' ? inside.indexOf('\\') : -1;
        if (escape < 0) {
            return inside;
        }
        var text = new StringBuilder(inside.length());
        int from = 0;
        for (; escape >= 0; escape = inside.indexOf('\\', from)) {
            text.append(inside, from, escape);
            char escaped = inside.charAt(escape + 1);
            from = escape + (escaped == 'x' ? 4 : 2);
            text.append(escaped == 'x' ? byCode(inside, escape + 2) : meant(escaped));
        }
        return text.append(inside, from, inside.length()).toString();
    }

    private static char meant(char escaped) throws UnusualException {
        return switch (escaped) {
            case '"', '\\' -> escaped;
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw new UnusualException();
        };
    }

    /** The character whose code is given by two hexadecimal digits. */
    private static char byCode(String text, int digits) throws UnusualException {
        int end = digits + 2;
        if (end > text.length() || !text.substring(digits, end).chars().allMatch(HexFormat::isHexDigit)) {
            throw new UnusualException();
        }
        int code = HexFormat.fromHexDigits(text, digits, end);
        if (code < ' ' || code > '~') {
            throw new UnusualException();
        }
        return (char) code;
    }

    private int endOfPlain(int start) throws UnusualException {
        requireStartOfPlain(start);
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

    /** Where a text without quotes ends inside brackets or braces. */
    private int endOfWord(int start) throws UnusualException {
        requireStartOfPlain(start);
        int i = start;
        int end = start;
        while (i < s.length() && ENDS_WORD.indexOf(s.charAt(i)) < 0) {
            char c = s.charAt(i);
            boolean colon = c == ':' && (isEndOfLine(i + 1) || AFTER_COLON.indexOf(s.charAt(i + 1)) >= 0);
            if (colon || NOT_IN_WORD.indexOf(c) >= 0 || (c == '#' && s.charAt(i - 1) == ' ')) {
                throw new UnusualException();
            }
            i++;
            if (c != ' ') {
                end = i;
            }
        }
        return end;
    }

    private void requireStartOfPlain(int start) throws UnusualException {
        char first = s.charAt(start);
        boolean signed = (first == '-' || first == '.')
                && start + 1 < s.length()
                && (s.charAt(start + 1) == '-' || isLetterOrDigit(s.charAt(start + 1)));
        if (!isLetterOrDigit(first) && first != '/' && first != '_' && first != '$' && first != '<' && !signed) {
            throw new UnusualException();
        }
    }

    /** Where a simple name ends that starts here and is followed by a colon and a blank; negative if there is none. */
    int endOfKey(int start) throws UnusualException {
        int i = start;
        if (isAt(i, '"') || isAt(i, '\'')) {
            i = endOfQuoted(start);
        } else {
            while (i < s.length() && (isLetterOrDigit(s.charAt(i)) || isInKey(s.charAt(i), i > start))) {
                i++;
            }
        }
        boolean colon = i > start && i - start <= LONGEST_KEY && isAt(i, ':');
        return colon && (i + 1 == s.length() || isBlank(s.charAt(i + 1))) ? i : -1;
    }

    /** The name of a field. */
    String key(int start, int end) throws UnusualException {
        if (s.charAt(start) == '"' || s.charAt(start) == '\'') {
            return unquoted(start, end);
        }
        String key = s.substring(start, end);
        JsonNode meaning = PlainScalar.read(key);
        if (meaning == null || !meaning.isString()) {
            throw new UnusualException();
        }
        return key;
    }

    private static boolean isInKey(char c, boolean inside) {
        return c == '_' || (inside && (c == '-' || c == '.' || c == '/' || c == '*'));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r';
    }

    boolean isAt(int at, char c) {
        return at < s.length() && s.charAt(at) == c;
    }

    int skipSpaces(int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    boolean isEndOfLine(int at) {
        return at == s.length() || s.charAt(at) == '\n' || s.charAt(at) == '\r';
    }

    /** Where the line ends, without the characters that end it. */
    int endOfText(int from) {
        int end = from;
        while (!isEndOfLine(end)) {
            end++;
        }
        return end;
    }

    /** Whether the line ends here, or a comment starts. */
    boolean isEndOfContent(int at) {
        return isEndOfLine(at) || s.charAt(at) == '#';
    }

    /** A comment needs a blank before it. */
    void requireEndOfContent(int at) throws UnusualException {
        if (isAt(at, '#') || !isEndOfContent(skipSpaces(at))) {
            throw new UnusualException();
        }
    }
}
