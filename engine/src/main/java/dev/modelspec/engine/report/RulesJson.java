package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules for programs: {@code {"profile", "rules": […]}} or {@code {"profile", "rule": …}}. A rule has what its METADATA says, its
 * level here and on each surface, the overrides that change it, and for each parameter the value in the profile and the JSON Schema that values keep to.
 */
public final class RulesJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream out;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     */
    public RulesJson(OutputStream out) {
        this.out = out;
    }

    /** Lists rules. */
    public void list(Governance governance) throws IOException {
        ObjectNode document = JSON.createObjectNode().put("profile", governance.profile());
        var rules = document.putArray("rules");
        governance.rules().forEach(rule -> rules.add(json(rule)));
        write(document);
    }

    /** One rule. */
    public void show(RuleInForce rule, @Nullable String profile) throws IOException {
        ObjectNode document = JSON.createObjectNode().put("profile", profile);
        document.set("rule", json(rule));
        write(document);
    }

    private static ObjectNode json(RuleInForce inForce) {
        RuleMetadata rule = inForce.rule();
        ObjectNode json = JSON.createObjectNode()
                .put("id", rule.id())
                .put("title", rule.title())
                .put("description", rule.description())
                .put("severity", rule.severity())
                .put("level", inForce.level().name().toLowerCase(Locale.ROOT))
                .put("remediation", rule.remediation());
        ObjectNode levels = json.putObject("levels");
        for (Surface surface : Surface.values()) {
            Level level = inForce.levels().getOrDefault(surface, inForce.level());
            levels.put(surface.id(), level.name().toLowerCase(Locale.ROOT));
        }
        var overrides = json.putArray("overrides");
        inForce.overrides().forEach(overrides::add);
        var controls = json.putArray("controls");
        rule.controls().forEach(controls::add);
        var resources = json.putArray("relatedResources");
        rule.relatedResources()
                .forEach(resource ->
                        resources.addObject().put("ref", resource.ref()).put("description", resource.description()));
        ObjectNode parameters = json.putObject("parameters");
        rule.parameters().properties().forEach(parameter -> {
            ObjectNode both = parameters.putObject(parameter.getKey());
            both.set("value", inForce.parameters().path(parameter.getKey()));
            both.set("schema", parameter.getValue());
        });
        return json;
    }

    private void write(ObjectNode document) throws IOException {
        out.write(JsonStyle.WRITER.writeValueAsBytes(document));
        out.write('\n');
        out.flush();
    }
}
