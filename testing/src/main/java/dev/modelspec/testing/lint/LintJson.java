package dev.modelspec.testing.lint;

import dev.modelspec.rego.RegoError;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is to be mended, for programs: {@code {"problems": [{"file": …, "line": …, "column": …, "code": …, "message": …}]}}. */
public final class LintJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LintJson() {}

    /** The whole report, with a line break at its end. */
    public static String of(List<RegoError> problems) {
        ObjectNode report = JSON.createObjectNode();
        var list = report.putArray("problems");
        for (RegoError problem : problems) {
            list.addObject()
                    .put("file", problem.file())
                    .put("line", problem.row())
                    .put("column", problem.column())
                    .put("code", problem.code())
                    .put("message", problem.message());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }
}
