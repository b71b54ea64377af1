package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.RuleExplanation;
import dev.modelspec.engine.policy.RuleSources;
import dev.modelspec.rego.Explanation.Definition;
import dev.modelspec.rego.Explanation.Step;
import dev.modelspec.rego.RegoValue;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a rule did or did not find something, for programs: {@code {"rule", "title", "specs": [{"source", "document", "name",
 * "asked", "findings", …}]}}. A spec of which the rule was asked also has {@code profile}, {@code surface}, {@code level},
 * {@code parameters}, {@code fault} if the rule ends with one, and {@code definitions} with their {@code steps}, each {@code held}, {@code failed} or {@code not-reached}.
 * Values are written as Rego; null is undefined.
 */
public final class ExplanationJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream out;
    private final RuleSources sources;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     * @param sources the Rego of the rule
     */
    public ExplanationJson(OutputStream out, RuleSources sources) {
        this.out = out;
        this.sources = sources;
    }

    /** Tells why of each spec. */
    public void write(RuleMetadata rule, List<RuleExplanation> explanations) throws IOException {
        ObjectNode document = JSON.createObjectNode().put("rule", rule.id()).put("title", rule.title());
        ArrayNode specs = document.putArray("specs");
        explanations.forEach(explanation -> spec(specs.addObject(), explanation));
        out.write(JsonStyle.WRITER.writeValueAsBytes(document));
        out.write('\n');
        out.flush();
    }

    private void spec(ObjectNode json, RuleExplanation explanation) {
        RuleExplanation.Answer answer = explanation.answer();
        json.put("source", explanation.source())
                .put("document", explanation.structure().document())
                .put("name", explanation.structure().name())
                .put("asked", answer != null);
        if (answer == null) {
            findings(json.putArray("findings"), explanation.structure().findings());
            return;
        }
        json.put("profile", answer.profile().profile().name())
                .put("surface", answer.profile().context().surface().id())
                .put("level", word(explanation.level()));
        ObjectNode parameters = json.putObject("parameters");
        explanation.rule().parameters().properties().forEach(parameter -> {
            var chosen = explanation.settings().parameter(parameter.getKey());
            parameters.set(
                    parameter.getKey(), chosen == null ? parameter.getValue().path("default") : chosen);
        });
        findings(json.putArray("findings"), answer.findings());
        if (answer.fault() != null) {
            json.put("fault", answer.fault());
        }
        ArrayNode definitions = json.putArray("definitions");
        answer.trace().definitions().forEach(definition -> definition(definitions.addObject(), definition));
    }

    private static void findings(ArrayNode list, List<Finding> findings) {
        for (Finding finding : findings) {
            list.addObject()
                    .put("rule", finding.rule())
                    .put("level", word(finding.level()))
                    .put("path", finding.location().pointer())
                    .put("line", finding.location().region().startLine())
                    .put("column", finding.location().region().startColumn())
                    .put("message", finding.message());
        }
    }

    private void definition(ObjectNode json, Definition definition) {
        json.put("name", definition.name())
                .put("function", definition.function())
                .put("file", sources.display(definition.file()))
                .put("line", definition.row())
                .put("entered", definition.entered())
                .put("held", definition.held());
        values(json.putObject("locals"), definition.locals());
        ArrayNode steps = json.putArray("steps");
        for (Step step : definition.steps()) {
            ObjectNode of = steps.addObject()
                    .put("line", step.row())
                    .put("column", step.column())
                    .put("text", step.text())
                    .put("outcome", !step.reached() ? "not-reached" : step.held() ? "held" : "failed");
            values(of.putObject("locals"), step.locals());
            values(of.putObject("reads"), step.reads());
        }
    }

    private static void values(ObjectNode json, Map<String, ? extends @Nullable RegoValue> values) {
        values.forEach((name, value) -> json.put(name, value == null ? null : value.text()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
