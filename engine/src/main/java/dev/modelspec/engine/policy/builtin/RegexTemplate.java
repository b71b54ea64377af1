package dev.modelspec.engine.policy.builtin;

/** {@code regex.template_match}: text in which regular expressions stand between two delimiters. */
final class RegexTemplate {
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private RegexTemplate() {}

    /** The regular expression of a template as a whole. */
    static String toRegex(String template, char open, char close) throws BuiltinException {
        StringBuilder regex = new StringBuilder("^");
        int depth = 0;
        int start = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == open) {
                if (depth++ == 0) {
                    regex.append(quote(template.substring(start, i)));
                    start = i + 1;
                }
            } else if (c == close) {
                if (--depth == 0) {
                    String part = template.substring(start, i);
                    GoRegex.compile("^" + part + "$");
                    regex.append('(').append(part).append(')');
                    start = i + 1;
                } else if (depth < 0) {
                    throw unbalanced(template);
                }
            }
        }
        if (depth != 0) {
            throw unbalanced(template);
        }
        return regex.append(quote(template.substring(start))).append('$').toString();
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return out.toString();
    }

    private static BuiltinException unbalanced(String template) {
        return new BuiltinException("unbalanced braces in " + GoQuote.quote(template));
    }
}
