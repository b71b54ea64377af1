package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.framework.Framework;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.waiver.Waiver;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What the script of the report shows beside a finding: controls of its rule, and waivers. */
final class HtmlAbout {
    private HtmlAbout() {}

    static String json(AuditHeader header) {
        var text = new StringWriter();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("time", header.time().toString());
            json.writeName("rules");
            json.writeStartObject();
            for (var entry : controlsOfRules(header).entrySet()) {
                json.writeName(Printable.of(entry.getKey()));
                json.writeStartArray();
                entry.getValue().forEach(control -> json.writeString(Printable.of(control)));
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeName("frameworks");
            json.writeStartArray();
            header.frameworks().forEach(framework -> framework(json, framework));
            json.writeEndArray();
            json.writeName("waivers");
            json.writeStartObject();
            header.waivers().forEach(waiver -> waiver(json, waiver));
            json.writeEndObject();
            json.writeEndObject();
        }
        return HtmlData.inert(text.toString());
    }

    /** As the frameworks of the audit say, and of others as the rules do; a control is {@code framework/control}. */
    private static Map<String, Set<String>> controlsOfRules(AuditHeader header) {
        var known = header.frameworks().stream().map(Framework::name).collect(Collectors.toSet());
        var controls = new LinkedHashMap<String, Set<String>>();
        for (var rule : header.rules()) {
            var others = controls.computeIfAbsent(rule.rule().id(), id -> new LinkedHashSet<>());
            for (String control : rule.rule().controls()) {
                if (!known.contains(control.substring(0, Math.max(0, control.indexOf('/'))))) {
                    others.add(control);
                }
            }
        }
        for (var framework : header.frameworks()) {
            for (var control : framework.controls()) {
                for (String rule : control.rules()) {
                    controls.computeIfAbsent(rule, id -> new LinkedHashSet<>())
                            .add(framework.name() + "/" + control.id());
                }
            }
        }
        return controls;
    }

    private static void framework(JsonGenerator json, Framework framework) {
        json.writeStartArray();
        json.writeString(Printable.of(framework.name()));
        json.writeString(Printable.of(framework.title()));
        json.writeStartArray();
        for (var control : framework.controls()) {
            json.writeStartArray();
            json.writeString(Printable.of(control.id()));
            json.writeString(Printable.of(control.title()));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndArray();
    }

    private static void waiver(JsonGenerator json, Waiver waiver) {
        json.writeName(Printable.of(waiver.name()));
        json.writeStartArray();
        json.writeString(Printable.of(waiver.reason()));
        json.writeString(Printable.of(waiver.owner()));
        json.writeString(waiver.ticket() == null ? "" : Printable.of(waiver.ticket()));
        json.writeString(waiver.expiresAt().toString());
        json.writeEndArray();
    }
}
