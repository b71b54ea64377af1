package dev.modelspec.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A report of a run as JUnit XML, which build servers read. */
public final class JunitXml {
    private static final String REPLACEMENT = "\ufffd";

    private JunitXml() {}

    /** The whole document; one {@code testsuite} for each file. */
    public static String of(TestRun run) {
        Map<String, List<TestOutcome>> files = new LinkedHashMap<>();
        run.tests()
                .forEach(test -> files.computeIfAbsent(test.file(), file -> new ArrayList<>())
                        .add(test));
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
        counts(xml, run.tests());
        xml.append(attribute("time", seconds(run.duration()))).append(">\n");
        files.forEach((file, tests) -> suite(xml, file, tests));
        return xml.append("</testsuites>\n").toString();
    }

    /**
     * The document of policies that cannot be tested: one error, so that no build server goes on showing the report of before.
     *
     * @param folder what could not be tested
     * @param why what is wrong with it
     */
    public static String ofRefusal(String folder, String why) {
        var problem = new TestProblem(why, null, new TreeMap<>(), List.of());
        var refusal = new TestOutcome(
                folder, 1, folder, "can be tested", TestOutcome.Status.ERROR, Duration.ZERO, problem, "");
        return of(new TestRun(List.of(refusal), null, 0, List.of(), Set.of(), Duration.ZERO));
    }

    private static void suite(StringBuilder xml, String file, List<TestOutcome> tests) {
        Duration time = tests.stream().map(TestOutcome::duration).reduce(Duration.ZERO, Duration::plus);
        xml.append("  <testsuite").append(attribute("name", tests.get(0).group()));
        counts(xml, tests);
        xml.append(attribute("time", seconds(time)))
                .append(attribute("file", file))
                .append(">\n");
        tests.forEach(test -> testCase(xml, test));
        xml.append("  </testsuite>\n");
    }

    private static void counts(StringBuilder xml, List<TestOutcome> tests) {
        xml.append(attribute("tests", Integer.toString(tests.size())))
                .append(attribute("failures", count(tests, TestOutcome.Status.FAIL)))
                .append(attribute("errors", count(tests, TestOutcome.Status.ERROR)))
                .append(attribute("skipped", count(tests, TestOutcome.Status.SKIP)));
    }

    private static String count(List<TestOutcome> tests, TestOutcome.Status status) {
        return Long.toString(
                tests.stream().filter(test -> test.status() == status).count());
    }

    private static void testCase(StringBuilder xml, TestOutcome test) {
        xml.append("    <testcase")
                .append(attribute("classname", test.group()))
                .append(attribute("name", test.name()))
                .append(attribute("time", seconds(test.duration())))
                .append(attribute("file", test.file()))
                .append(attribute("line", Integer.toString(test.line())));
        TestProblem problem = test.problem();
        if (test.status() == TestOutcome.Status.SKIP) {
            xml.append("><skipped/></testcase>\n");
        } else if (problem == null) {
            xml.append("/>\n");
        } else {
            String element = test.status() == TestOutcome.Status.ERROR ? "error" : "failure";
            xml.append(">\n      <")
                    .append(element)
                    .append(attribute("message", problem.message()))
                    .append('>')
                    .append(escape(new ProblemText(false, "").of(problem, test.output()))
                            .replace("&#10;", "\n"))
                    .append("</")
                    .append(element)
                    .append(">\n    </testcase>\n");
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9);
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    /** XML 1.0 has no way to write most control characters, nor half of a pair. */
    private static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t', '\r' -> escaped.append("&#").append(c).append(';');
                default -> {
                    boolean allowed = (c >= ' ' && c < 0xd800) || (c > 0xdfff && c < 0xfffe) || c > 0xffff;
                    escaped.append(allowed ? Character.toString(c) : REPLACEMENT);
                }
            }
        });
        return escaped.toString();
    }
}
