package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/** Functions over strings. Positions and lengths count characters, not UTF-16 units. */
final class StringBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("glob.quote_meta", StringBuiltins::quoteGlob),
            builtin("indexof_n", StringBuiltins::indexesOf),
            builtin("sprintf", a -> new RegoString(Sprintf.format(a.string(0), a.array(1)))),
            builtin("strings.any_prefix_match", a -> anyMatch(a, String::startsWith)),
            builtin("strings.any_suffix_match", a -> anyMatch(a, String::endsWith)),
            builtin("strings.count", StringBuiltins::count),
            builtin("strings.split_n", StringBuiltins::split));

    private static final String GLOB_SPECIAL = "*?\\[]{}";

    private StringBuiltins() {}

    private static RegoValue indexesOf(Arguments arguments) throws BuiltinException {
        int[] text = arguments.string(0).codePoints().toArray();
        int[] wanted = arguments.string(1).codePoints().toArray();
        if (wanted.length == 0) {
            throw new BuiltinException("empty search character");
        }
        List<RegoValue> found = new ArrayList<>();
        for (int i = 0; i + wanted.length <= text.length; i++) {
            if (Arrays.equals(text, i, i + wanted.length, wanted, 0, wanted.length)) {
                found.add(RegoNumber.of(i));
            }
        }
        return new RegoArray(found);
    }

    private static RegoValue anyMatch(Arguments arguments, BiPredicate<String, String> matches)
            throws BuiltinException {
        List<String> texts = oneOrMany(arguments, 0);
        List<String> affixes = oneOrMany(arguments, 1);
        return RegoBoolean.of(texts.stream()
                .anyMatch(text -> affixes.stream().anyMatch(affix -> matches.test(text, affix))));
    }

    private static List<String> oneOrMany(Arguments arguments, int position) throws BuiltinException {
        return arguments.value(position) instanceof RegoString string
                ? List.of(string.value())
                : arguments.strings(position, "string", "set", "array");
    }

    private static RegoValue count(Arguments arguments) throws BuiltinException {
        String text = arguments.string(0);
        String wanted = arguments.string(1);
        if (wanted.isEmpty()) {
            return RegoNumber.of(text.codePointCount(0, text.length()) + 1L);
        }
        long count = 0;
        for (int i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length())) {
            count++;
        }
        return RegoNumber.of(count);
    }

    /** The first n parts, or the last ones if n is negative. */
    private static RegoValue split(Arguments arguments) throws BuiltinException {
        List<String> parts = split(arguments.string(0), arguments.string(1));
        long n = arguments.integer(2);
        long from = n >= 0 ? 0 : Math.max(0, parts.size() + n);
        long to = n >= 0 ? Math.min(n, parts.size()) : parts.size();
        return RegoArray.ofStrings(parts.subList((int) from, (int) to));
    }

    private static List<String> split(String text, String delimiter) {
        if (delimiter.isEmpty()) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = text.indexOf(delimiter); i >= 0; i = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, i));
            start = i + delimiter.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static RegoValue quoteGlob(Arguments arguments) throws BuiltinException {
        StringBuilder out = new StringBuilder();
        String text = arguments.string(0);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(GLOB_SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return new RegoString(out.toString());
    }
}
