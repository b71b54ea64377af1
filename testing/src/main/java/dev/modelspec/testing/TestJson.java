package dev.modelspec.testing;

import dev.modelspec.testing.TestOutcome.Status;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report of a run for programs. Line numbers are from 1, times are in milliseconds. */
public final class TestJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private TestJson() {}

    /** The whole report, with a line break at its end. */
    public static String of(TestRun run) {
        ObjectNode report = JSON.createObjectNode();
        ObjectNode summary = report.putObject("summary");
        for (Status status : Status.values()) {
            summary.put(status.word().toLowerCase(Locale.ROOT), run.count(status));
        }
        summary.put("unchanged", run.reused())
                .put("passed", run.passed())
                .put("durationMs", run.duration().toNanos() / 1e6);
        ArrayNode tests = report.putArray("tests");
        run.tests().forEach(test -> tests.add(test(test)));
        ArrayNode remarks = report.putArray("remarks");
        run.remarks().forEach(remarks::add);
        if (run.coverage() != null) {
            report.set("coverage", coverage(run.coverage()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static ObjectNode test(TestOutcome test) {
        ObjectNode json = JSON.createObjectNode()
                .put("file", test.file())
                .put("line", test.line())
                .put("group", test.group())
                .put("name", test.name())
                .put("status", test.status().word().toLowerCase(Locale.ROOT))
                .put("durationMs", test.duration().toNanos() / 1e6);
        if (!test.output().isEmpty()) {
            json.put("output", test.output());
        }
        TestProblem problem = test.problem();
        if (problem != null) {
            ObjectNode why = json.putObject("problem").put("message", problem.message());
            if (problem.place() != null) {
                why.put("file", problem.place().file())
                        .put("line", problem.place().line())
                        .put("column", problem.place().column());
            }
            ObjectNode locals = why.putObject("locals");
            problem.locals().forEach(locals::put);
            ArrayNode difference = why.putArray("difference");
            problem.difference().forEach(line -> difference.add(line.kind().mark() + " " + line.text()));
        }
        return json;
    }

    private static ObjectNode coverage(PolicyCoverage coverage) {
        ObjectNode json = JSON.createObjectNode().put("percent", coverage.percent());
        ObjectNode files = json.putObject("files");
        coverage.files().forEach((file, lines) -> {
            ObjectNode one = files.putObject(file).put("percent", lines.percent());
            lines.covered().forEach(one.putArray("covered")::add);
            lines.missed().forEach(one.putArray("missed")::add);
        });
        return json;
    }
}
