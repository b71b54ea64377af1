package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.audit.MadeUpAudit;
import dev.modelspec.engine.source.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {
    @Test
    void writesTheReportOfTheExample() {
        Golden.assertMatches("report.html", ExampleAudit.write(HtmlWriter::new));
    }

    @Test
    void nothingThatAFileSaysBecomesMarkup() {
        String report = ExampleAudit.write(HtmlWriter::new);

        assertThat(report)
                .doesNotContain("<script>alert")
                .doesNotContain("<b>nobody")
                .contains("\\u003cscript>alert(1)");
        assertThat(HtmlOut.escape("a\u202eb<i>&\"'")).isEqualTo("a\\u202eb&lt;i&gt;&amp;&quot;&#39;");
        assertThat(HtmlOut.link("javascript:alert(1)", "x").html()).isEqualTo("x");
    }

    @Test
    void namesNothingThatABrowserWouldLoad() {
        String report = ExampleAudit.write(HtmlWriter::new);

        assertThat(Pattern.compile("<(link|img|iframe|object|embed)|src=|@import|url\\((?!#)")
                        .matcher(report)
                        .results()
                        .map(found -> found.group()))
                .isEmpty();
    }

    @Test
    void tenThousandSpecsStayBelowTenMegabytes() throws IOException {
        var report = new ByteArrayOutputStream();
        MadeUpAudit.write(10_000, report, HtmlWriter::new);

        assertThat(report.size()).isLessThan(10_000_000);
    }

    @Test
    void leavesOutSpecsRatherThanBeTooLargeAndSaysSo() throws IOException {
        var report = new ByteArrayOutputStream();
        MadeUpAudit.write(5_000, report, out -> new HtmlWriter(out, 1_000_000));

        assertThat(report.size()).isLessThan(1_500_000);
        assertThat(report.toString(StandardCharsets.UTF_8))
                .containsPattern("All figures are of all 5,000 specs, but this page lists the first [0-9,]+ only");
    }

    @Test
    void cutsALineWhereTheFindingIs() {
        assertThat(HtmlLine.parts("  a: 😀 x", new Region(3, 6, 3, 7))).containsExactly("  a: ", "😀", " x");
        assertThat(HtmlLine.parts("  a:", new Region(3, 3, 5, 1))).containsExactly("  ", "a:", "");
        assertThat(HtmlLine.parts("", new Region(1, 1, 1, 1))).containsExactly("", "", "");
        assertThat(HtmlLine.parts("a", new Region(1, 9, 1, 12))).containsExactly("a", "", "");
        assertThat(HtmlLine.parts("x".repeat(1_000), new Region(1, 500, 1, 510)))
                .containsExactly("…" + "x".repeat(120), "x".repeat(10), "x".repeat(110) + "…");
    }
}
