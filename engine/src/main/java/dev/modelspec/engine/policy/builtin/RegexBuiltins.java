package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.util.ArrayList;
import java.util.List;

/** {@code regex.*}. The syntax is RE2's, and matching takes time linear in the text. */
final class RegexBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin(
                    "regex.find_all_string_submatch_n",
                    a -> submatches(GoRegex.compile(a.string(0)), a.string(1), a.integer(2))),
            builtin("regex.find_n", a -> find(GoRegex.compile(a.string(0)), a.string(1), a.integer(2))),
            builtin(
                    "regex.globs_match",
                    a -> RegoBoolean.of(
                            GlobIntersection.exists(SimpleGlob.parse(a.string(0)), SimpleGlob.parse(a.string(1))))),
            builtin("regex.is_valid", RegexBuiltins::isValid),
            builtin(
                    "regex.match",
                    a -> RegoBoolean.of(GoRegex.compile(a.string(0)).isIn(a.string(1)))),
            builtin("regex.replace", a -> replace(a.string(0), GoRegex.compile(a.string(1)), a.string(2))),
            builtin("regex.split", a -> split(GoRegex.compile(a.string(0)), a.string(1))),
            builtin("regex.template_match", RegexBuiltins::matchTemplate));

    private RegexBuiltins() {}

    private static RegoValue find(GoRegex regex, String text, long most) {
        return RegoArray.of(regex.matches(text, most), match -> new RegoString(match.text()));
    }

    private static RegoValue submatches(GoRegex regex, String text, long most) {
        return RegoArray.of(
                regex.matches(text, most),
                match -> RegoArray.of(match.groups(), group -> new RegoString(group == null ? "" : group)));
    }

    private static RegoValue isValid(Arguments arguments) {
        try {
            GoRegex.compile(arguments.string(0));
            return RegoBoolean.of(true);
        } catch (BuiltinException invalid) {
            return RegoBoolean.of(false);
        }
    }

    private static RegoValue replace(String text, GoRegex regex, String template) {
        StringBuilder out = new StringBuilder();
        int end = 0;
        for (GoRegex.Match match : regex.matches(text, -1)) {
            out.append(text, end, match.start()).append(regex.expand(template, match));
            end = match.end();
        }
        return new RegoString(out.append(text.substring(end)).toString());
    }

    /** A match at the very start that is empty splits nothing off, and text that ends with the last match has no empty part. */
    private static RegoValue split(GoRegex regex, String text) {
        if (text.isEmpty()) {
            return RegoArray.ofStrings(regex.isEmpty() ? List.of() : List.of(""));
        }
        List<String> parts = new ArrayList<>();
        int partStart = 0;
        int lastMatchStart = 0;
        for (GoRegex.Match match : regex.matches(text, -1)) {
            lastMatchStart = match.start();
            if (match.end() != 0) {
                parts.add(text.substring(partStart, match.start()));
            }
            partStart = match.end();
        }
        if (lastMatchStart != text.length()) {
            parts.add(text.substring(partStart));
        }
        return RegoArray.ofStrings(parts);
    }

    private static RegoValue matchTemplate(Arguments arguments) throws BuiltinException {
        String template = arguments.string(0);
        char open = delimiter(arguments, 2, "start");
        char close = delimiter(arguments, 3, "end");
        String regex = RegexTemplate.toRegex(template, open, close);
        return RegoBoolean.of(
                !GoRegex.compile(regex).matches(arguments.string(1), 1).isEmpty());
    }

    private static char delimiter(Arguments arguments, int position, String which) throws BuiltinException {
        byte[] bytes = arguments.bytes(position);
        if (bytes.length != 1) {
            throw new BuiltinException(
                    "%s delimiter has to be exactly one character long but is %d long".formatted(which, bytes.length));
        }
        return (char) (bytes[0] & 0xFF);
    }
}
