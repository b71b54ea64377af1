package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Condition;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.governance.ProfileOverride;
import dev.modelspec.engine.governance.ProfilePart;
import dev.modelspec.engine.governance.ResolvedProfile;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Profiles for programs. A choice is {@code {"value", "from"}}, where {@code from} is {@code {"source", "builtIn", "line",
 * "override"}}, or null for a default.
 */
public final class ProfileJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream out;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     */
    public ProfileJson(OutputStream out) {
        this.out = out;
    }

    /** {@code {"profiles": [{"name", "source", "description", "extends": […]}]}}. */
    public void list(List<Profile> profiles) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("profiles");
        profiles.forEach(profile -> list.add(head(profile)));
        write(document);
    }

    /** As in the list, with {@code waivers}, {@code rules} and {@code overrides}. */
    public void show(Profile profile, RuleCatalog catalog) throws IOException {
        ObjectNode document = head(profile);
        document.putObject("waivers").put("maxDays", profile.waiverDays());
        Settings usual = profile.usual();
        ObjectNode rules = document.putObject("rules");
        catalog.rules().forEach(rule -> rules.set(rule.id(), rule(rule, usual.rule(rule.id()), true)));
        var overrides = document.putArray("overrides");
        for (ProfileOverride override : profile.overrides()) {
            ObjectNode json = overrides.addObject().put("name", override.name());
            json.set("from", from(override.origin()));
            var conditions = json.putArray("conditions");
            override.conditions().forEach(condition -> conditions.add(condition(condition)));
            ObjectNode changed = json.putObject("rules");
            for (RuleMetadata rule : catalog.rules()) {
                RuleSettings settings = override.rules().get(rule.id());
                if (settings != null) {
                    changed.set(rule.id(), rule(rule, settings, false));
                }
            }
        }
        write(document);
    }

    /**
     * What applies to specs: {@code {"specs": [{"profile", "source", "document", "spec", "surface", "namespace", "waivers",
     * "overrides", "rules"}]}}.
     *
     * @param resolved what applies to each
     */
    public void resolved(Map<ParsedSpec, ResolvedProfile> resolved, RuleCatalog catalog) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        var specs = document.putArray("specs");
        resolved.forEach((spec, applied) -> resolved(specs.addObject(), spec, applied, catalog));
        write(document);
    }

    private static void resolved(ObjectNode document, ParsedSpec spec, ResolvedProfile resolved, RuleCatalog catalog) {
        document.put("profile", resolved.profile().name());
        document.put("source", spec.source()).put("document", spec.index()).put("spec", spec.name());
        document.put("surface", resolved.context().surface().id());
        Namespace namespace = resolved.context().namespace();
        document.put("namespace", namespace == null ? null : namespace.name());
        document.putObject("waivers").put("maxDays", resolved.profile().waiverDays());
        var overrides = document.putArray("overrides");
        for (ResolvedProfile.Verdict verdict : resolved.overrides()) {
            ObjectNode json =
                    overrides.addObject().put("name", verdict.override().name()).put("applies", verdict.applies());
            json.set("from", from(verdict.override().origin()));
            var checks = json.putArray("checks");
            for (ResolvedProfile.Check check : verdict.checks()) {
                checks.add(condition(check.condition())
                        .put("actual", check.actual())
                        .put("met", check.met()));
            }
        }
        ObjectNode rules = document.putObject("rules");
        Surface surface = resolved.context().surface();
        for (RuleMetadata rule : catalog.rules()) {
            RuleSettings settings = resolved.settings().rule(rule.id());
            ObjectNode json = rules.putObject(rule.id());
            json.set("level", level(settings, surface));
            json.set("parameters", parameters(rule, settings, true));
        }
    }

    private static ObjectNode head(Profile profile) {
        ProfilePart outermost = profile.parts().get(profile.parts().size() - 1);
        ObjectNode json = JSON.createObjectNode()
                .put("name", profile.name())
                .put("source", outermost.source())
                .put("description", outermost.description());
        var bases = json.putArray("extends");
        for (int i = profile.parts().size() - 2; i >= 0; i--) {
            bases.add(profile.parts().get(i).source());
        }
        return json;
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode json = JSON.createObjectNode()
                .put("of", condition.place().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("key", condition.key())
                .put("operator", condition.operator().id());
        var values = json.putArray("values");
        condition.values().forEach(values::add);
        return json;
    }

    private static ObjectNode rule(RuleMetadata rule, RuleSettings settings, boolean complete) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode levels = json.putObject("levels");
        for (Surface surface : Surface.values()) {
            if (complete || settings.levels().containsKey(surface)) {
                levels.set(surface.id(), level(settings, surface));
            }
        }
        json.set("parameters", parameters(rule, settings, complete));
        return json;
    }

    private static ObjectNode level(RuleSettings settings, Surface surface) {
        Chosen<Level> chosen = settings.levels().get(surface);
        ObjectNode json = JSON.createObjectNode()
                .put("value", settings.level(surface).name().toLowerCase(Locale.ROOT));
        json.set("from", from(chosen == null ? null : chosen.origin()));
        return json;
    }

    private static ObjectNode parameters(RuleMetadata rule, RuleSettings settings, boolean complete) {
        ObjectNode json = JSON.createObjectNode();
        for (var parameter : rule.parameters().properties()) {
            Chosen<JsonNode> chosen = settings.parameters().get(parameter.getKey());
            if (chosen != null || complete) {
                ObjectNode choice = json.putObject(parameter.getKey());
                choice.set("value", chosen == null ? parameter.getValue().path("default") : chosen.value());
                choice.set("from", from(chosen == null ? null : chosen.origin()));
            }
        }
        return json;
    }

    private static JsonNode from(@Nullable Origin origin) {
        return origin == null
                ? JSON.getNodeFactory().nullNode()
                : JSON.createObjectNode()
                        .put("source", origin.source())
                        .put("builtIn", origin.builtIn())
                        .put("line", origin.line())
                        .put("override", origin.override());
    }

    private void write(ObjectNode document) throws IOException {
        out.write(JsonStyle.WRITER.writeValueAsBytes(document));
        out.write('\n');
        out.flush();
    }
}
