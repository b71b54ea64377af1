package dev.modelspec.rego;

/**
 * Rego without what is no code: comments are gone, and strings are empty, but for those that are keys, as in
 * {@code data.rules["a-b"]}. What stands in braces in a template string is code. Good enough to find names; OPA alone parses.
 */
final class RegoCode {
    /** What may begin or end something else than code. */
    private static final String SPECIAL = "#$\"`{}";

    private final String rego;
    private final StringBuilder code = new StringBuilder();
    private int at;

    private RegoCode(String rego) {
        this.rego = rego;
    }

    static String of(String rego) {
        var reader = new RegoCode(rego);
        while (reader.at < rego.length()) {
            reader.step();
        }
        return reader.code.toString();
    }

    private void step() {
        char c = rego.charAt(at);
        if (c == '#') {
            int end = rego.indexOf('\n', at);
            at = end < 0 ? rego.length() : end;
        } else if (c == '$' && at + 1 < rego.length() && isQuote(rego.charAt(at + 1))) {
            at++;
            template();
        } else if (isQuote(c)) {
            string();
        } else {
            int end = at + 1;
            while (end < rego.length() && !isSpecial(c) && !isSpecial(rego.charAt(end))) {
                end++;
            }
            code.append(rego, at, end);
            at = end;
        }
    }

    private static boolean isSpecial(char c) {
        return SPECIAL.indexOf(c) >= 0;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '`';
    }

    private void string() {
        boolean key = !code.isEmpty() && code.charAt(code.length() - 1) == '[';
        int begin = at;
        char quote = rego.charAt(at++);
        while (at < rego.length() && rego.charAt(at) != quote) {
            at += escape(quote);
        }
        at = Math.min(at + 1, rego.length());
        code.append(key ? rego.substring(begin, at) : "\"\"");
    }

    /** The length of what stands here: two characters, if it is an escape. */
    private int escape(char quote) {
        return quote == '"' && rego.charAt(at) == '\\' ? 2 : 1;
    }

    private void template() {
        char quote = rego.charAt(at++);
        code.append(' ');
        while (at < rego.length() && rego.charAt(at) != quote) {
            if (rego.charAt(at) == '{') {
                at++;
                expression();
            } else {
                at += escape(quote);
            }
        }
        at = Math.min(at + 1, rego.length());
    }

    private void expression() {
        code.append(" {");
        for (int depth = 1; at < rego.length() && depth > 0; ) {
            char c = rego.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            step();
        }
    }
}
