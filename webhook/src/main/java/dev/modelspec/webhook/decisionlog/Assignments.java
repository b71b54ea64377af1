package dev.modelspec.webhook.decisionlog;

import dev.modelspec.webhook.decisionlog.SecretText.Span;
import java.util.List;
import java.util.Locale;

/** Finds values that a text gives to the names of secrets. */
final class Assignments {
    private static final List<String> SCHEMES = List.of("bearer", "basic", "token", "digest");
    private static final int LONGEST_REFERENCE = 256;

    private Assignments() {}

    /** {@code password=…}, {@code "password": "…"}, {@code Authorization: Bearer …}. */
    static void find(String text, List<Span> spans) {
        boolean looked = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '=' || (c == ':' && !text.startsWith("//", i + 1))) && isSecretName(text, i)) {
                // Looking at the whole text must happen once only.
                if (!looked && SecretNames.isReference(text)) {
                    return;
                }
                looked = true;
                Span value = value(text, i + 1);
                int from = value.from();
                int to = value.to();
                if (from < to) {
                    if (!SecretNames.isReference(text.substring(from, to))) {
                        spans.add(new Span(from, to));
                    }
                    i = to - 1;
                }
            }
        }
    }

    private static Span value(String text, int start) {
        int from = skip(text, start, " \t\\", 4);
        if (from < text.length() && "\"'".indexOf(text.charAt(from)) >= 0) {
            int to = text.indexOf(text.charAt(from), from + 1);
            // In JSON inside of JSON there is a backslash before the quote.
            boolean escaped = to > from + 1 && text.charAt(to - 1) == '\\';
            return new Span(from + 1, to < 0 ? text.length() : escaped ? to - 1 : to);
        }
        int reference = text.startsWith("$(", from) ? ')' : text.startsWith("${", from) ? '}' : -1;
        int end = from;
        while (reference >= 0
                && end < text.length()
                && end - from < LONGEST_REFERENCE
                && text.charAt(end) != reference) {
            end++;
        }
        boolean refers = end > from && text.startsWith(Character.toString(reference), end);
        return new Span(from, refers ? end + 1 : endOfValue(text, from));
    }

    private static boolean isSecretName(String text, int separator) {
        int to = separator;
        while (to > 0 && separator - to < 3 && text.charAt(to - 1) == ' ') {
            to--;
        }
        while (to > 0 && separator - to < 5 && "\"'\\".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        int from = to;
        while (from > 0 && isPartOfName(text.charAt(from - 1)) && to - from < 256) {
            from--;
        }
        return from < to && SecretNames.isSecret(text.substring(from, to));
    }

    private static boolean isPartOfName(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
    }

    private static int endOfValue(String text, int from) {
        int end = endOfWord(text, from);
        // The name of a scheme comes before the secret.
        return SCHEMES.contains(text.substring(from, Math.min(end, from + 8)).toLowerCase(Locale.ROOT))
                        && text.startsWith(" ", end)
                ? endOfWord(text, end + 1)
                : end;
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()
                && text.charAt(end) != '&'
                && SecretText.ENDS_OF_WORDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int skip(String text, int from, String characters, int most) {
        int at = from;
        while (at < text.length() && at - from < most && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
