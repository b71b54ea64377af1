package dev.modelspec.webhook.decisionlog;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds secrets in running text, and puts {@value #MASK} in their place. Takes time linear in the text. */
final class SecretText {
    static final String MASK = "[masked]";

    private static final List<SecretShape> SHAPES = Stream.of(SecretShape.RULE, SecretShape.IN_ADDRESSES)
            .flatMap(List::stream)
            .toList();
    static final String ENDS_OF_WORDS = " \t\r\n\"'`<>(),;{}[]";
    private static final String KEY_BEGINS = "-----BEGIN ";
    private static final String KEY_ENDS = "-----END ";

    record Span(int from, int to) {}

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
        Assignments.find(text, spans);
        if (random) {
            randomRuns(text, spans);
        }
        return masked(text, spans);
    }

    private static void shapes(String text, List<Span> spans) {
        for (SecretShape shape : SHAPES) {
            if (!shape.mayBeIn(text)) {
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
