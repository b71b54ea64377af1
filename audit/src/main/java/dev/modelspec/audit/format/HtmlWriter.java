package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedSpec;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A report for people: one HTML file that loads nothing, with charts, tables and all specs with their findings to search and filter,
 * readable in print. Its content security policy lets run what is in the file and nothing else. Specs become data for the script of the
 * page, which shows some of them at a time; when they would make the file too large for a browser, the rest is left out and the report
 * says so. What is kept of them in memory is bounded.
 */
public final class HtmlWriter implements AuditWriter {
    /** Some 100,000 specs; browsers take longer than people wait for more. */
    private static final long MOST_DATA = 64L << 20;

    private final Writer out;
    private final HtmlOut html;
    private final long mostData;
    private final HtmlPage page = new HtmlPage();
    private @Nullable Body body;

    /** Writes to a stream, which stays open. */
    public HtmlWriter(OutputStream out) {
        this(out, MOST_DATA);
    }

    /** @param mostData how many characters the specs may take */
    HtmlWriter(OutputStream out, long mostData) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.html = new HtmlOut(this.out);
        this.mostData = mostData;
    }

    private record Body(AuditHeader header, HtmlData data, HtmlAges ages) {}

    private Body body() {
        if (body == null) {
            throw new IllegalStateException("begin comes first");
        }
        return body;
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        body = new Body(header, new HtmlData(out, header, mostData), new HtmlAges(header));
        html.raw(page.until("title"));
        html.add("Audit of {}", header.time());
        html.raw(page.until("facts"));
        new HtmlOverview(html, header).facts();
        html.raw(page.until("data"));
        html.raw("<script type=\"application/json\" id=\"about\">" + HtmlAbout.json(header) + "</script>\n");
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        body().data().add(spec);
        body().ages().add(spec);
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        body().data().flush();
        var sections = new HtmlSections(html, body().header(), totals);
        html.raw(page.until("links"));
        for (var section : sections.titles().entrySet()) {
            html.add("<li><a href=\"#{}\">{}</a></li>\n", section.getKey(), section.getValue());
        }
        html.raw(page.until("sections"));
        new HtmlOverview(html, body().header())
                .write(totals, body().ages(), body().data().listed());
        sections.write();
        html.raw(page.rest());
        out.flush();
    }
}
