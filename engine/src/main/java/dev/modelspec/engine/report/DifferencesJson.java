package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.PartDifference;
import dev.modelspec.engine.governance.RuleDifference;
import dev.modelspec.engine.governance.SpecDifference;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What changes with other policies, for programs: {@code {"profile", "rules": [{"id", "change": "added|removed|changed", "changes":
 * [{"what", "before", "after"}]}], "parts": [{"kind": "library|compiled|data|profile",
 * "name", "change"}], "specs": [{"source", "document", "name", "before", "after", "added": [finding], "removed":
 * [finding]}]}}, where a finding is {@code {"rule", "level", "path", "message"}}.
 */
public final class DifferencesJson {
    private final OutputStream out;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     */
    public DifferencesJson(OutputStream out) {
        this.out = out;
    }

    /** Writes all lists. */
    public void write(
            @Nullable String profile,
            List<RuleDifference> rules,
            List<PartDifference> parts,
            List<SpecDifference> specs)
            throws IOException {
        ObjectNode document = JsonMapper.shared().createObjectNode().put("profile", profile);
        ArrayNode ruleList = document.putArray("rules");
        for (RuleDifference rule : rules) {
            ObjectNode json = ruleList.addObject().put("id", rule.id());
            json.put("change", rule.before() == null ? "added" : rule.after() == null ? "removed" : "changed");
            ArrayNode changes = json.putArray("changes");
            for (RuleDifference.Change change : rule.changes()) {
                changes.addObject()
                        .put("what", change.what())
                        .put("before", change.before())
                        .put("after", change.after());
            }
        }
        ArrayNode partList = document.putArray("parts");
        for (PartDifference part : parts) {
            partList.addObject()
                    .put("kind", word(part.kind()))
                    .put("name", part.name())
                    .put("change", word(part.change()));
        }
        ArrayNode specList = document.putArray("specs");
        for (SpecDifference spec : specs) {
            ObjectNode json = specList.addObject()
                    .put("source", spec.source())
                    .put("document", spec.document())
                    .put("name", spec.name())
                    .put("before", word(spec.before()))
                    .put("after", word(spec.after()));
            findings(json.putArray("added"), spec.came());
            findings(json.putArray("removed"), spec.went());
        }
        out.write(JsonStyle.WRITER.writeValueAsBytes(document));
        out.write('\n');
        out.flush();
    }

    private static void findings(ArrayNode list, List<Finding> findings) {
        for (Finding finding : findings) {
            list.addObject()
                    .put("rule", finding.rule())
                    .put("level", word(finding.level()))
                    .put("path", finding.location().pointer())
                    .put("message", finding.message());
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
