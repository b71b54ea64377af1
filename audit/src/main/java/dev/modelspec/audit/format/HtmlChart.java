package dev.modelspec.audit.format;

import dev.modelspec.audit.format.HtmlOut.Markup;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Charts as inline SVG. Each says in words what it shows; the tables beside them have the same figures. */
final class HtmlChart {
    /** A part of a whole: a class of the style sheet, what it is, how much. */
    record Part(String kind, String name, long value) {}

    /** What the parts that are no plain colour are filled with. */
    static final String PATTERNS = """
            <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
            <rect class="ground" width="6" height="6"/><rect class="ink" width="3" height="6"/></pattern>
            <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
            <rect class="ground" width="6" height="6"/><circle class="ink" cx="3" cy="3" r="1.6"/></pattern>
            </defs></svg>
            """;

    private static final int RADIUS = 48;

    private HtmlChart() {}

    /** A ring of the parts around their sum. */
    static Markup ring(String what, String noun, List<Part> parts) {
        long sum = parts.stream().mapToLong(Part::value).sum();
        var arcs = new StringBuilder();
        double from = 0;
        for (Part part : parts) {
            if (part.value() > 0) {
                double share = (double) part.value() / sum;
                arcs.append(arc(part, from, from + share).html());
                from += share;
            }
        }
        return HtmlOut.markup(
                "<svg class=\"ring\" viewBox=\"0 0 120 120\" role=\"img\" aria-label=\"{}\">"
                        + "<circle class=\"arc track\" cx=\"60\" cy=\"60\" r=\"48\"/>"
                        + "{}"
                        + "<text class=\"{}\" x=\"60\" y=\"62\">{}</text><text class=\"unit\" x=\"60\" y=\"77\">{}</text></svg>",
                label(what, parts),
                new Markup(arcs.toString()),
                HtmlWords.number(sum).length() > 5 ? "sum long" : "sum",
                HtmlWords.number(sum),
                sum == 1 ? noun : noun + "s");
    }

    /** From and to are shares of a turn, clockwise from the top. */
    private static Markup arc(Part part, double from, double to) {
        if (to - from > 0.999) {
            return HtmlOut.markup("<circle class=\"arc {}\" cx=\"60\" cy=\"60\" r=\"{}\"/>", part.kind(), RADIUS);
        }
        // A gap between the parts tells them apart without colours.
        double end = Math.max(from + 0.002, to - 0.008);
        return HtmlOut.markup(
                "<path class=\"arc {}\" d=\"M{} {}A{} {} 0 {} 1 {} {}\"/>",
                part.kind(),
                decimal(60 + RADIUS * StrictMath.sin(2 * Math.PI * from)),
                decimal(60 - RADIUS * StrictMath.cos(2 * Math.PI * from)),
                RADIUS,
                RADIUS,
                end - from > 0.5 ? 1 : 0,
                decimal(60 + RADIUS * StrictMath.sin(2 * Math.PI * end)),
                decimal(60 - RADIUS * StrictMath.cos(2 * Math.PI * end)));
    }

    /** A bar of the parts, as long as their share of a largest sum. */
    static Markup bar(String what, List<Part> parts, long most) {
        var rects = new StringBuilder();
        double from = 0;
        for (Part part : parts) {
            if (part.value() > 0) {
                double width = 100.0 * part.value() / Math.max(1, most);
                rects.append(HtmlOut.markup(
                                "<rect class=\"{}\" x=\"{}%\" width=\"{}%\" height=\"100%\"/>",
                                part.kind(), decimal(from), decimal(width))
                        .html());
                from += width;
            }
        }
        return HtmlOut.markup(
                "<svg class=\"bar\" role=\"img\" aria-label=\"{}\">"
                        + "<rect class=\"track\" width=\"100%\" height=\"100%\"/>{}</svg>",
                label(what, parts), new Markup(rects.toString()));
    }

    private static String label(String what, List<Part> parts) {
        return what + ": "
                + parts.stream()
                        .map(part -> HtmlWords.number(part.value()) + " " + part.name())
                        .collect(Collectors.joining(", "));
    }

    private static String decimal(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
