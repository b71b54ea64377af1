package dev.modelspec.audit.format;

import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Writes HTML. Whatever is put into a template is escaped, unless it is markup already. */
final class HtmlOut {
    private static final String HOLE = "{}";

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Appendable out;

    HtmlOut(Writer out) {
        this.out = out;
    }

    private HtmlOut(StringBuilder out) {
        this.out = out;
    }

    /** Markup that is not escaped again. */
    record Markup(String html) {
        static final Markup NONE = new Markup("");
    }

    /** A template, each {@code {}} of which stands for the next of the values. */
    static Markup markup(String template, Object... values) {
        var text = new StringBuilder();
        try {
            new HtmlOut(text).add(template, values);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return new Markup(text.toString());
    }

    /** Writes a template, each {@code {}} of which stands for the next of the values. */
    HtmlOut add(String template, Object... values) throws IOException {
        int from = 0;
        for (Object value : values) {
            int hole = template.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalArgumentException("more values than holes: " + template);
            }
            out.append(template, from, hole);
            out.append(value instanceof Markup markup ? markup.html() : escape(value.toString()));
            from = hole + HOLE.length();
        }
        if (template.indexOf(HOLE, from) >= 0) {
            throw new IllegalArgumentException("more holes than values: " + template);
        }
        out.append(template, from, template.length());
        return this;
    }

    /** Writes markup as it is. */
    HtmlOut raw(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    /** Text for an element or a quoted attribute; controls and marks of direction are shown as escapes. */
    static String escape(String text) {
        String visible = Printable.of(text);
        var escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Sentences in which what stands between backticks is code. */
    static Markup prose(String text) {
        return new Markup(CODE.matcher(escape(text)).replaceAll("<code>$1</code>"));
    }

    /** A link to a page of the Web; the bare text where the address is none, so that no report runs what a file says. */
    static Markup link(String address, String text) {
        return address.startsWith("https://") || address.startsWith("http://")
                ? markup("<a href=\"{}\" rel=\"noreferrer\">{}</a>", address, text)
                : markup("{}", text);
    }

    /** The fragment that shows the specs of which something is so. */
    static String filter(String what, String value) {
        return "#" + what + "=" + URLEncoder.encode(Printable.of(value), StandardCharsets.UTF_8);
    }
}
