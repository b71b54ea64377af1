package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.audit.Golden;
import dev.modelspec.engine.finding.Level;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;

class JUnitWriterTest {
    private static List<ReportTestSuite> read(String xml) throws Exception {
        var bytes = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void looksLikeThis() {
        Golden.assertMatches("junit.xml", ExampleAudit.write(JUnitWriter::new));
    }

    @Test
    void mavenCountsTheSame() throws Exception {
        int rules = (int) ExampleAudit.header().rules().stream()
                .filter(rule -> rule.level() != Level.OFF)
                .count();
        assertThat(read(ExampleAudit.write(JUnitWriter::new)))
                .extracting(
                        ReportTestSuite::getFullClassName,
                        ReportTestSuite::getNumberOfTests,
                        ReportTestSuite::getNumberOfFailures,
                        ReportTestSuite::getNumberOfErrors,
                        ReportTestSuite::getNumberOfSkipped)
                .containsExactly(
                        tuple("care/chat", rules, 0, 0, 1),
                        tuple("fine", rules, 0, 0, 0),
                        tuple("<script>alert(1)</script>", rules, 1, 0, 1),
                        tuple("deploy/unreadable.modelspec.yaml", 1, 0, 1, 0),
                        tuple("deploy/locked.yaml", 1, 0, 1, 0));
    }

    @Test
    void mavenReadsMessagesAsTheyAre() throws Exception {
        assertThat(read(ExampleAudit.write(JUnitWriter::new)))
                .flatExtracting(ReportTestSuite::getTestCases)
                .filteredOn(ReportTestCase::hasFailure)
                .extracting(ReportTestCase::getName, ReportTestCase::getFailureMessage)
                .containsExactly(tuple(
                        "accountability/owner-declared",
                        "The owner is missing; `]]>` & <b>nobody</b> | answers\nfor it."));
    }

    @Test
    void whatXmlCannotSayIsReplaced() {
        assertThat(Xml.text("a\u0000\u001b\uFFFE\uD800b\uD83D\uDE00]]>"))
                .isEqualTo("a\uFFFD\uFFFD\uFFFD\uFFFDb\uD83D\uDE00]]&gt;");
    }
}
