package dev.modelspec.audit.json;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.Shard;
import dev.modelspec.audit.SpecOrder;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.rego.RuleMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of a report before the specs. */
final class HeaderJson {
    static final String SCHEMA = "https://modelspec.dev/schema/audit-report.v1alpha1.json";

    private HeaderJson() {}

    /** All properties in their order. */
    static ObjectNode write(AuditHeader header) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schema", SCHEMA);
        json.putObject("tool").put("name", "modelspec").put("version", header.version());
        json.put("time", header.time().toString());
        if (header.profile() == null) {
            json.putNull("profile");
        } else {
            json.putObject("profile").put("name", header.profile());
        }
        json.putObject("policies").put("digest", header.policies());
        json.put("surface", header.surface());
        json.put("order", word(header.order()));
        if (header.shard() == null) {
            json.putNull("shard");
        } else {
            json.putObject("shard")
                    .put("number", header.shard().number())
                    .put("count", header.shard().count());
        }
        if (header.previous() == null) {
            json.putNull("previous");
        } else {
            json.putObject("previous").put("time", header.previous().toString());
        }
        ArrayNode rules = json.putArray("rules");
        header.rules().forEach(rule -> rule(rules.addObject(), rule));
        ArrayNode frameworks = json.putArray("frameworks");
        header.frameworks().forEach(framework -> framework(frameworks.addObject(), framework));
        ArrayNode waivers = json.putArray("waivers");
        header.waivers().forEach(waiver -> waiver(waivers.addObject(), waiver));
        return json;
    }

    private static void rule(ObjectNode json, RuleInForce inForce) {
        RuleMetadata rule = inForce.rule();
        json.put("id", rule.id())
                .put("title", rule.title())
                .put("description", rule.description())
                .put("severity", rule.severity())
                .put("level", word(inForce.level()))
                .put("remediation", rule.remediation());
        ArrayNode controls = json.putArray("controls");
        rule.controls().forEach(controls::add);
        ArrayNode resources = json.putArray("relatedResources");
        rule.relatedResources()
                .forEach(resource ->
                        resources.addObject().put("ref", resource.ref()).put("description", resource.description()));
        json.set(
                "params",
                inForce.parameters().isObject() ? inForce.parameters() : JsonNodeFactory.instance.objectNode());
    }

    private static void framework(ObjectNode json, Framework framework) {
        json.put("name", framework.name())
                .put("title", framework.title())
                .put("version", framework.version())
                .put("url", framework.url());
        ArrayNode controls = json.putArray("controls");
        for (Framework.Control control : framework.controls()) {
            ObjectNode one = controls.addObject()
                    .put("id", control.id())
                    .put("title", control.title())
                    .put("url", control.url());
            ArrayNode rules = one.putArray("rules");
            control.rules().forEach(rules::add);
            one.put("notAssessable", control.notAssessable());
        }
    }

    private static void waiver(ObjectNode json, Waiver waiver) {
        json.put("name", waiver.name()).put("rule", waiver.rule());
        json.putObject("target")
                .put("namespace", waiver.target().namespace())
                .put("name", waiver.target().name())
                .put("path", waiver.target().pointer());
        json.put("reason", waiver.reason())
                .put("owner", waiver.owner())
                .put("ticket", waiver.ticket())
                .put("grantedAt", waiver.grantedAt().toString())
                .put("expiresAt", waiver.expiresAt().toString())
                .put("origin", waiver.origin());
    }

    /** What {@link #write} wrote; whatever is missing or of another type throws. */
    static AuditHeader read(JsonNode json) {
        JsonNode shard = json.required("shard");
        return new AuditHeader(
                json.required("tool").required("version").asString(),
                text(json.required("profile"), "name"),
                json.required("policies").required("digest").asString(),
                json.required("surface").asString(),
                Instant.parse(json.required("time").asString()),
                Words.of(SpecOrder.class, json.required("order")),
                all(json.required("rules"), HeaderJson::rule),
                all(json.required("frameworks"), HeaderJson::framework),
                all(json.required("waivers"), HeaderJson::waiver),
                shard.isNull()
                        ? null
                        : new Shard(
                                shard.required("number").asInt(),
                                shard.required("count").asInt()),
                time(json.required("previous"), "time"));
    }

    private static RuleInForce rule(JsonNode json) {
        var rule = new RuleMetadata(
                json.required("id").asString(),
                json.required("title").asString(),
                json.required("description").asString(),
                json.required("severity").asString(),
                json.required("remediation").asString(),
                all(json.required("controls"), JsonNode::asString),
                all(
                        json.required("relatedResources"),
                        resource -> new RuleMetadata.RelatedResource(
                                resource.required("ref").asString(),
                                resource.required("description").asString())),
                JsonNodeFactory.instance.objectNode(),
                false,
                "",
                0);
        // Of its levels, a report has the one on its own surface.
        return new RuleInForce(
                rule, Words.of(Level.class, json.required("level")), Map.of(), List.of(), json.required("params"));
    }

    private static Framework framework(JsonNode json) {
        return new Framework(
                json.required("name").asString(),
                json.required("title").asString(),
                json.required("version").asString(),
                json.required("url").asString(),
                all(
                        json.required("controls"),
                        control -> new Framework.Control(
                                control.required("id").asString(),
                                control.required("title").asString(),
                                control.required("url").asString(),
                                all(control.required("rules"), JsonNode::asString),
                                text(control, "notAssessable"))));
    }

    private static Waiver waiver(JsonNode json) {
        JsonNode target = json.required("target");
        return new Waiver(
                json.required("name").asString(),
                json.required("rule").asString(),
                new Waiver.Target(
                        text(target, "namespace"),
                        target.required("name").asString(),
                        target.required("path").asString()),
                json.required("reason").asString(),
                json.required("owner").asString(),
                text(json, "ticket"),
                Instant.parse(json.required("grantedAt").asString()),
                Instant.parse(json.required("expiresAt").asString()),
                json.required("origin").asString());
    }

    private interface Reading<T> {
        T read(JsonNode json);
    }

    private static <T> List<T> all(JsonNode array, Reading<T> reading) {
        var all = new ArrayList<T>(array.size());
        array.forEach(item -> all.add(reading.read(item)));
        return all;
    }

    private static @Nullable String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isNull() || value.isMissingNode() ? null : value.asString();
    }

    private static @Nullable Instant time(JsonNode of, String field) {
        String text = text(of, field);
        return text == null ? null : Instant.parse(text);
    }

    private static String word(Enum<?> value) {
        return Words.of(value);
    }
}
