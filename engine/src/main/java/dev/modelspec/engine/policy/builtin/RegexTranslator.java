package dev.modelspec.engine.policy.builtin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites an expression of Go's {@code regexp} for RE2/J, which differs in a few places: groups may share a name, a brace that
 * is no repetition stands for itself, names of character classes are read more generously, and repetitions of repetitions are
 * limited, without which a short expression fills the memory.
 */
final class RegexTranslator {
    private static final int MOST_REPETITIONS = 1_000;

    /** Instructions; far beyond what a person writes. RE2/J takes some hundred bytes for each while it matches. */
    private static final long LARGEST_PROGRAM = 200_000;

    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P?<([0-9A-Za-z_]+)>");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*\\)");
    private static final Pattern COUNTED = Pattern.compile("\\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\\}");

    /** A group that is open: how much it holds, and what the next repetition will repeat. */
    private static final class Level {
        private long size;
        private long repetitions = 1;
        private long lastSize;
        private long lastRepetitions = 1;

        long all() {
            return size + lastSize;
        }

        void add(long atomSize, long atomRepetitions) {
            size += lastSize;
            repetitions = Math.max(repetitions, lastRepetitions);
            lastSize = atomSize;
            lastRepetitions = atomRepetitions;
        }
    }

    private final String in;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private int position;

    private RegexTranslator(String expression) {
        in = expression;
        names.add("");
        levels.push(new Level());
    }

    /**
     * The expression for RE2/J.
     *
     * @param groupNames the name of each group, the whole match first; empty where it has none
     * @param size about how many instructions it takes
     */
    record Translation(String expression, List<String> groupNames, long size) {}

    static Translation translate(String expression) throws BuiltinException {
        RegexTranslator translator = new RegexTranslator(expression);
        while (translator.position < expression.length()) {
            translator.next();
        }
        translator.refuseIfTooLarge();
        return new Translation(
                translator.out.toString(), translator.names, translator.level().all());
    }

    private void refuseIfTooLarge() {
        if (level().all() > LARGEST_PROGRAM) {
            throw new BuiltinFault("the regular expression is too large, with its repetitions written out");
        }
    }

    private void next() throws BuiltinException {
        switch (in.charAt(position)) {
            case '\\' -> escape();
            case '[' -> characterClass();
            case '(' -> open();
            case ')' -> close();
            case '{' -> brace();
            case '*', '+', '?', '|' -> copy(1);
            default -> {
                copy(Character.charCount(in.codePointAt(position)));
                level().add(1, 1);
            }
        }
    }

    private void open() {
        Matcher named = at(NAMED_GROUP);
        Matcher flags = at(FLAGS);
        if (named.lookingAt()) {
            names.add(named.group(1));
            out.append('(');
            position = named.end();
        } else if (flags.lookingAt()) {
            copy(flags.end() - position);
            return;
        } else {
            if (!in.startsWith("(?", position)) {
                names.add("");
            }
            copy(1);
            if (in.startsWith("?", position)) {
                copy(1);
            }
        }
        levels.push(new Level());
    }

    private void close() {
        copy(1);
        if (levels.size() > 1) {
            Level group = levels.pop();
            group.add(0, 1);
            level().add(group.size + 2, group.repetitions);
        }
    }

    private void brace() throws BuiltinException {
        Matcher counted = at(COUNTED);
        if (!counted.lookingAt()) {
            out.append("\\{");
            position++;
            level().add(1, 1);
            return;
        }
        int least = count(counted.group(1));
        boolean open = counted.group(2) != null && counted.group(3) == null;
        int most = counted.group(3) == null ? least : count(counted.group(3));
        if (least > MOST_REPETITIONS || most > MOST_REPETITIONS) {
            throw new BuiltinException("error parsing regexp: invalid repeat count: `" + counted.group() + "`");
        }
        Level level = level();
        if (most == 0 && !open) {
            level.lastRepetitions = 1;
        } else {
            level.lastRepetitions *= Math.max(1, most);
            level.lastSize *= Math.max(1, most);
        }
        boolean counts = least >= 2 || most >= 2;
        if (counts && level.lastRepetitions > MOST_REPETITIONS) {
            throw new BuiltinException("error parsing regexp: invalid repeat count: `" + counted.group() + "`");
        }
        refuseIfTooLarge();
        copy(counted.end() - position);
    }

    private static int count(String digits) {
        return digits.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private void escape() throws BuiltinException {
        if (in.startsWith("\\Q", position)) {
            int end = in.indexOf("\\E", position);
            int length = (end < 0 ? in.length() : end + 2) - position;
            copy(length);
            level().add(1, 1);
            level().size += length;
        } else {
            escapedCharacter();
            level().add(1, 1);
        }
    }

    /** One escape, in a class or outside of it. */
    private void escapedCharacter() throws BuiltinException {
        if (position + 1 >= in.length()) {
            copy(1);
            return;
        }
        char c = in.charAt(position + 1);
        if (c >= 0x80) {
            throw new BuiltinException("error parsing regexp: invalid escape sequence: `\\" + c + "`");
        }
        copy(2);
        if ((c == 'p' || c == 'P' || c == 'x') && in.startsWith("{", position)) {
            int end = in.indexOf('}', position);
            int length = (end < 0 ? in.length() : end + 1) - position;
            if (c == 'x' || end < 0) {
                copy(length);
            } else {
                out.append('{')
                        .append(RegexClassNames.forRe2j(in.substring(position + 1, end)))
                        .append('}');
                position = end + 1;
            }
        } else if ((c == 'p' || c == 'P') && position < in.length()) {
            copy(Character.charCount(in.codePointAt(position)));
        }
    }

    private void characterClass() throws BuiltinException {
        copy(1);
        if (in.startsWith("^", position)) {
            copy(1);
        }
        if (in.startsWith("]", position)) {
            copy(1);
        }
        while (position < in.length() && in.charAt(position) != ']') {
            int named = in.startsWith("[:", position) ? in.indexOf(":]", position + 2) : -1;
            if (named >= 0) {
                copy(named + 2 - position);
            } else if (in.charAt(position) == '\\') {
                escapedCharacter();
            } else {
                copy(1);
            }
        }
        if (position < in.length()) {
            copy(1);
        }
        level().add(1, 1);
    }

    private Level level() {
        return levels.getFirst();
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(in).region(position, in.length());
    }

    private void copy(int length) {
        out.append(in, position, position + length);
        position += length;
    }
}
