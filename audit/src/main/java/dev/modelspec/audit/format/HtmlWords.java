package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.format.HtmlOut.Markup;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as the HTML report words them, the same in every locale. */
final class HtmlWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private HtmlWords() {}

    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** {@code 1 spec}, {@code 1,000 specs}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static Markup time(Instant time) {
        return HtmlOut.markup("<time datetime=\"{}\">{}</time>", time, TIME.format(time));
    }

    static Markup day(Instant time) {
        return HtmlOut.markup("<time datetime=\"{}\">{}</time>", time, DAY.format(time));
    }

    static String days(Instant from, Instant to) {
        return count(Math.max(0, Duration.between(from, to).toDays()), "day");
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String title(Severity severity) {
        String name = name(severity);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    static Markup badge(Level level) {
        return switch (level) {
            case DENY -> badge("deny", "✕", "deny");
            case WARN -> badge("warn", "▲", "warn");
            case OFF -> badge("none", "–", "off");
        };
    }

    static Markup badge(ControlStatus status) {
        return switch (status) {
            case SATISFIED -> badge("pass", "✓", "satisfied");
            case VIOLATED -> badge("deny", "✕", "violated");
            case WAIVED -> badge("waived", "◐", "waived");
            case NOT_ASSESSABLE -> badge("none", "–", "not assessable");
        };
    }

    static Markup badge(WaiverStatus status) {
        return switch (status) {
            case USED -> badge("pass", "✓", "used");
            case EXPIRING -> badge("warn", "▲", "used, expires soon");
            case UNUSED -> badge("none", "–", "unused");
            case EXPIRED -> badge("deny", "✕", "expired");
            case NOT_YET -> badge("none", "–", "not in force yet");
        };
    }

    /** A word with a sign, so that its colour is not needed to tell it. */
    static Markup badge(String kind, String sign, String word) {
        return HtmlOut.markup(
                "<span class=\"badge {}\"><span aria-hidden=\"true\">{}</span> {}</span>", kind, sign, word);
    }
}
