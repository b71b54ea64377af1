package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.source.Region;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class MarkdownWriterTest {
    private static final String PAGE = ExampleAudit.write(MarkdownWriter::new);

    /** All rows of all tables, as CommonMark reads them, and all HTML. */
    private static final class Seen extends AbstractVisitor {
        final List<List<String>> rows = new ArrayList<>();
        final List<Node> html = new ArrayList<>();

        static Seen of(String page) {
            var seen = new Seen();
            Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .build()
                    .parse(page)
                    .accept(seen);
            return seen;
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                var cells = new ArrayList<String>();
                for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(text(cell));
                }
                rows.add(cells);
            }
            visitChildren(node);
        }

        private static String text(Node cell) {
            var text = new StringBuilder();
            cell.accept(new AbstractVisitor() {
                @Override
                public void visit(Text node) {
                    text.append(node.getLiteral());
                }
            });
            return text.toString();
        }

        @Override
        public void visit(HtmlInline node) {
            html.add(node);
        }

        @Override
        public void visit(HtmlBlock node) {
            html.add(node);
        }
    }

    @Test
    void looksLikeThis() {
        Golden.assertMatches("report.md", PAGE);
    }

    @Test
    void cellsHoldWhatSpecsSayWordForWord() {
        assertThat(Seen.of(PAGE).rows)
                .contains(
                        List.of("4", "1", "1", "2", "1", "1"),
                        List.of(
                                "high",
                                "<script>alert(1)</script>",
                                "accountability/owner-declared",
                                "The owner is missing; `]]>` & <b>nobody</b> | answers for it.",
                                "deploy/évil,\"name\".modelspec.yaml:3"),
                        List.of("art-33", "Notice of a breach", "not assessable", "0", "0", "0"),
                        List.of("nobody", "2", "2", "2", "0", "0"));
    }

    @Test
    void staysBelowAMebibyteWhateverSpecsSay() throws IOException {
        String text = "&".repeat(2000);
        var finding = new AuditedFinding(
                new Finding(text, Level.DENY, Severity.LOW, text, text, text, new Location(text, "", Region.START)),
                "",
                Standing.OPEN,
                null,
                null);
        var out = new ByteArrayOutputStream();
        var writer = new MarkdownWriter(out);
        writer.begin(ExampleAudit.header());
        for (int i = 0; i < 1000; i++) {
            writer.add(new AuditedSpec(
                    text, 1, null, text, null, "", Decision.DENY, true, new TreeMap<>(), List.of(finding)));
        }
        writer.end(ExampleAudit.totals());
        assertThat(out.size()).isBetween(900_000, 1 << 20);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Another format has it all.\n");
    }

    @Test
    void nothingIsTakenForHtml() {
        assertThat(Seen.of(PAGE).html).isEmpty();
    }
}
