package dev.modelspec.engine.policy.builtin;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Go's {@code regexp} on top of RE2/J: the same syntax and engine, but Go's own way through many matches. */
record GoRegex(Pattern pattern, List<String> groupNames) {
    /** Characters and instructions of all expressions together that are kept, those of a rule made from a spec among them. */
    private static final long MOST_KEPT = 500_000;

    private static final int MOST_DIGITS = 8;

    /** In UTF-16 units. */
    private static final int LONG_TEXT = 1000;

    private static final int UNITS_BETWEEN_CHECKS = 64;

    /** Policies use the same few expressions over and over. */
    private static final Map<String, GoRegex> CACHE = new ConcurrentHashMap<>();

    private static final AtomicLong KEPT = new AtomicLong();

    /**
     * One match.
     *
     * @param groups the whole match and its groups; null for groups that took no part
     */
    record Match(int start, int end, List<@Nullable String> groups) {
        String text() {
            return Objects.requireNonNull(groups.get(0));
        }
    }

    static GoRegex compile(String expression) throws BuiltinException {
        GoRegex known = CACHE.get(expression);
        if (known != null) {
            return known;
        }
        if (!RegoText.isText(expression)) {
            throw new BuiltinException("error parsing regexp: invalid UTF-8");
        }
        try {
            var translation = RegexTranslator.translate(expression);
            GoRegex regex = new GoRegex(Pattern.compile(translation.expression()), translation.groupNames());
            keep(expression, regex, expression.length() + translation.size());
            return regex;
        } catch (PatternSyntaxException e) {
            String part = e.getPattern() == null || e.getPattern().isEmpty() ? "" : ": `" + e.getPattern() + "`";
            throw new BuiltinException("error parsing regexp: " + e.getDescription() + part);
        }
    }

    private static void keep(String expression, GoRegex regex, long size) {
        if (KEPT.addAndGet(size) > MOST_KEPT) {
            CACHE.clear();
            KEPT.set(size);
        }
        CACHE.put(expression, regex);
    }

    boolean isEmpty() {
        return pattern.pattern().isEmpty();
    }

    /** Whether there is a match. */
    boolean isIn(String text) {
        return matcher(text).find();
    }

    /** All matches that do not overlap, or the first few; one that is empty does not count right behind another match. */
    List<Match> matches(String text, long most) {
        List<Match> matches = new ArrayList<>();
        Matcher matcher = matcher(text);
        int position = 0;
        int previousEnd = -1;
        while ((most < 0 || matches.size() < most) && position <= text.length() && matcher.find(position)) {
            BuiltinFault.stopIfInterrupted();
            boolean empty = matcher.end() == position;
            if (!empty || matcher.start() != previousEnd) {
                matches.add(new Match(matcher.start(), matcher.end(), groups(matcher)));
            }
            previousEnd = matcher.end();
            position = empty ? next(text, position) : matcher.end();
        }
        return matches;
    }

    /** Over a long text a single search takes long enough to be interrupted. */
    private Matcher matcher(String text) {
        return pattern.matcher(text.length() < LONG_TEXT ? text : new InterruptibleText(text));
    }

    /** A text that does not let itself be read on when the evaluation's thread was interrupted. */
    private record InterruptibleText(CharSequence text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (index % UNITS_BETWEEN_CHECKS == 0) {
                BuiltinFault.stopIfInterrupted();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static int next(String text, int position) {
        return position < text.length() ? text.offsetByCodePoints(position, 1) : position + 1;
    }

    private static List<@Nullable String> groups(Matcher matcher) {
        List<@Nullable String> groups = new ArrayList<>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return groups;
    }

    /** Puts groups into a template: {@code $1}, {@code ${1}}, {@code $name}, {@code ${name}}; {@code $$} is a dollar sign. */
    String expand(String template, Match match) {
        StringBuilder out = new StringBuilder();
        int position = 0;
        for (int dollar; (dollar = template.indexOf('$', position)) >= 0; ) {
            out.append(template, position, dollar);
            position = dollar + 1;
            if (template.startsWith("$", position)) {
                out.append('$');
                position++;
                continue;
            }
            boolean brace = template.startsWith("{", position);
            int start = brace ? position + 1 : position;
            int end = nameEnd(template, start);
            if (end == start || (brace && !template.startsWith("}", end))) {
                out.append('$');
                continue;
            }
            out.append(group(template.substring(start, end), match));
            position = brace ? end + 1 : end;
        }
        return out.append(template.substring(position)).toString();
    }

    private static int nameEnd(String template, int start) {
        int end = start;
        while (end < template.length()) {
            int c = template.codePointAt(end);
            if (!Character.isLetter(c) && !Character.isDigit(c) && c != '_') {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private String group(String name, Match match) {
        boolean isNumber = name.length() <= MOST_DIGITS
                && name.chars().allMatch(c -> c >= '0' && c <= '9')
                && (name.length() == 1 || !name.startsWith("0"));
        int index = isNumber ? Integer.parseInt(name) : firstNamed(name, match);
        String text = index < 0 || index >= match.groups().size()
                ? null
                : match.groups().get(index);
        return text == null ? "" : text;
    }

    /** The first group of a name that took part; groups may share a name. */
    private int firstNamed(String name, Match match) {
        for (int i = 1; i < match.groups().size(); i++) {
            if (groupNames.get(i).equals(name) && match.groups().get(i) != null) {
                return i;
            }
        }
        return -1;
    }
}
