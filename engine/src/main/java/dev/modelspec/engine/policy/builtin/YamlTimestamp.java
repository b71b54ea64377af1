package dev.modelspec.engine.policy.builtin;

import java.util.List;
import java.util.regex.Pattern;

/** Text that YAML 1.1 takes for a date or a time, which go-yaml therefore writes in quotes. */
final class YamlTimestamp {
    private static final Pattern START = Pattern.compile("[0-9]{4}-.*", Pattern.DOTALL);
    private static final List<GoLayout> LAYOUTS = List.of(
            GoLayout.of("2006-1-2T15:4:5.999999999Z07:00"),
            GoLayout.of("2006-1-2t15:4:5.999999999Z07:00"),
            GoLayout.of("2006-1-2 15:4:5.999999999"),
            GoLayout.of("2006-1-2"));

    private YamlTimestamp() {}

    static boolean looksLike(String text) {
        return START.matcher(text).matches() && LAYOUTS.stream().anyMatch(layout -> isTime(layout, text));
    }

    private static boolean isTime(GoLayout layout, String text) {
        try {
            GoTimeParser.parse(layout, text);
            return true;
        } catch (BuiltinException notThisOne) {
            return false;
        }
    }
}
