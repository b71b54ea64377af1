package dev.modelspec.webhook.decisionlog;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds secrets in running text, and puts {@value #MASK} in their place. Takes time linear in the text. */
final class SecretText {
    static final String MASK = "[masked]";

    private static final List<SecretShape> SHAPES = Stream.of(
                    SecretShape.RULE, SecretShape.IN_ADDRESSES, List.of(SecretShape.HEADER))
            .flatMap(List::stream)
            .toList();
    private static final String ENDS_OF_WORDS = " \t\r\n\"'`<>(),;{}[]";
    private static final String KEY_BEGINS = "-----BEGIN ";
    private static final String KEY_ENDS = "-----END ";
    private static final List<String> SCHEMES = List.of("bearer", "basic", "token", "digest");

    private static final int LONGEST_REFERENCE = 256;

    private record Span(int from, int to) {}

    private SecretText() {}

    /** The text without secrets of a known shape; the same object, if there are none. */
    static String withoutShapes(String text) {
        var spans = new ArrayList<Span>();
        shapes(text, spans);
        return masked(text, spans);
    }

    /**
     * The text without secrets of a known shape, values given to names of secrets ({@code password=…}) and, if asked, strings that are
     * random; the same object, if there are none.
     */
    static String withoutSecrets(String text, boolean random) {
        var spans = new ArrayList<Span>();
        shapes(text, spans);
        if (!SecretNames.isReference(text)) {
            assignments(text, spans);
        }
        if (random) {
            randomRuns(text, spans);
        }
        return masked(text, spans);
    }

    private static void shapes(String text, List<Span> spans) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        for (SecretShape shape : SHAPES) {
            if (!shape.mayBeIn(lowerCase)) {
                continue;
            }
            Matcher matcher = shape.pattern().matcher(text);
            for (int at = 0; at < text.length() && matcher.find(at); ) {
                Span span = span(text, shape, matcher.start(), matcher.end());
                spans.add(span);
                at = Math.max(span.to(), matcher.end());
            }
        }
    }

    private static Span span(String text, SecretShape shape, int from, int to) {
        if (text.startsWith(KEY_BEGINS, from)) {
            return new Span(from, endOfKey(text, to));
        }
        // In running text an address does not begin with the text.
        int start = shape.isAnchored() ? Math.max(from, text.lastIndexOf("//", to)) : from;
        return word(text, start, to);
    }

    /** A key whose end is missing is a key as far as the text goes. */
    private static int endOfKey(String text, int from) {
        int end = text.indexOf(KEY_ENDS, from);
        int dashes = end < 0 ? -1 : text.indexOf("-----", end + KEY_ENDS.length());
        return dashes < 0 ? text.length() : dashes + 5;
    }

    /** Shapes are beginnings: what follows without a blank belongs to the secret. */
    private static Span word(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start > 0 && ENDS_OF_WORDS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        while (end < text.length() && ENDS_OF_WORDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return new Span(start, end);
    }

    /** {@code password=…}, {@code "password": "…"}, {@code Authorization: Bearer …}. */
    private static void assignments(String text, List<Span> spans) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '=' || (c == ':' && !text.startsWith("//", i + 1))) && isSecretName(text, i)) {
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
        while (end < text.length() && text.charAt(end) != '&' && ENDS_OF_WORDS.indexOf(text.charAt(end)) < 0) {
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

    private static void randomRuns(String text, List<Span> spans) {
        for (int start = 0; start < text.length(); start++) {
            int end = start;
            while (end < text.length() && Randomness.isPart(text.charAt(end))) {
                end++;
            }
            if (Randomness.isRandom(text, start, end)) {
                spans.add(new Span(start, end));
            }
            start = end;
        }
    }

    private static String masked(String text, List<Span> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        spans.sort(Comparator.comparingInt(Span::from));
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        for (Span span : spans) {
            if (span.from() >= done) {
                masked.append(text, done, span.from()).append(MASK);
            }
            done = Math.max(done, span.to());
        }
        return masked.append(text, done, text.length()).toString();
    }
}
