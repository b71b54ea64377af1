package dev.modelspec.audit.format;

import dev.modelspec.audit.format.HtmlOut.Markup;
import java.io.IOException;
import java.util.List;

/** A table that becomes a list of cards on a narrow screen, which is why each cell knows its heading. */
final class HtmlTable {
    /** More rows than that are for a program to read, and make a browser slow. */
    private static final int MOST_ROWS = 500;

    private final HtmlOut out;
    private final String caption;
    private final String[] headings;

    /** @param headings of the columns; those of numbers start with {@code #} */
    HtmlTable(HtmlOut out, String caption, String... headings) {
        this.out = out;
        this.caption = caption;
        this.headings = headings;
    }

    /** Writes a row. */
    interface Row<T> {
        void write(T item) throws IOException;
    }

    /** Writes a row for each, or says how many there are more. */
    <T> void rows(List<T> items, String noun, Row<T> row) throws IOException {
        out.add("<table class=\"list\"><caption>{}</caption><thead><tr>", caption);
        for (String heading : headings) {
            out.add(
                    heading.startsWith("#") ? "<th scope=\"col\" class=\"n\">{}</th>" : "<th scope=\"col\">{}</th>",
                    name(heading));
        }
        out.raw("</tr></thead><tbody>\n");
        for (T item : items.subList(0, Math.min(MOST_ROWS, items.size()))) {
            row.write(item);
        }
        out.raw("</tbody></table>\n");
        if (items.size() > MOST_ROWS) {
            out.add(
                    "<p class=\"quiet\">And {} more {}, which the JSON report of the same audit has.</p>\n",
                    HtmlWords.number(items.size() - MOST_ROWS),
                    noun);
        }
    }

    /** Writes the cells of a row; the first names it. */
    void row(Markup... cells) throws IOException {
        out.raw("<tr>");
        cells(cells);
    }

    /** The same for a row that links lead to. */
    void rowWithId(String id, Markup... cells) throws IOException {
        out.add("<tr id=\"{}\">", id);
        cells(cells);
    }

    private void cells(Markup... cells) throws IOException {
        out.add("<th scope=\"row\">{}</th>", cells[0]);
        for (int i = 1; i < cells.length; i++) {
            out.add(
                    headings[i].startsWith("#")
                            ? "<td class=\"n\" data-of=\"{}\">{}</td>"
                            : "<td data-of=\"{}\">{}</td>",
                    name(headings[i]),
                    cells[i]);
        }
        out.raw("</tr>\n");
    }

    private static String name(String heading) {
        return heading.startsWith("#") ? heading.substring(1) : heading;
    }
}
