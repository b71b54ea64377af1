package dev.modelspec.audit.json;

import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.FindingCount;
import dev.modelspec.audit.AuditTotals.SpecCount;
import dev.modelspec.engine.report.VisibleEscapes;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of a report after the specs, all of which follows from them but {@code unchecked} and {@code skipped}. */
final class TotalsJson {
    private TotalsJson() {}

    static ArrayNode unchecked(AuditTotals totals) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        totals.unchecked()
                .forEach(source -> json.addObject()
                        .put("source", VisibleEscapes.wellFormed(source.source()))
                        .put("reason", VisibleEscapes.wellFormed(source.reason()))
                        .put("fault", source.fault()));
        return json;
    }

    static ObjectNode write(AuditTotals totals) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        specs(json.putObject("specs"), totals.specs())
                .put("notEvaluated", totals.notEvaluated())
                .put("skipped", totals.skipped())
                .put("unchecked", totals.unchecked().size());
        findings(json.putObject("findings"), totals.findings());
        ObjectNode severities = json.putObject("severities");
        totals.severities().forEach((severity, count) -> findings(severities.putObject(Words.of(severity)), count));
        ArrayNode rules = json.putArray("rules");
        for (var rule : totals.rules()) {
            findings(
                    rules.addObject()
                            .put("rule", rule.id())
                            .put("passed", rule.passed())
                            .put("failed", rule.failed())
                            .put("waived", rule.waived())
                            .put("off", rule.off())
                            .put("notEvaluated", rule.notEvaluated())
                            .putObject("findings"),
                    rule.findings());
        }
        ArrayNode frameworks = json.putArray("frameworks");
        for (var framework : totals.frameworks()) {
            ObjectNode one = frameworks
                    .addObject()
                    .put("framework", framework.framework().name());
            for (var status : AuditTotals.ControlStatus.values()) {
                one.put(camel(status), framework.count(status));
            }
            ArrayNode controls = one.putArray("controls");
            framework
                    .controls()
                    .forEach(control -> controls.addObject()
                            .put("control", control.control().id())
                            .put("status", Words.of(control.status()))
                            .put("violated", control.violated())
                            .put("waived", control.waived())
                            .put("passed", control.passed()));
        }
        ArrayNode owners = json.putArray("owners");
        for (var owner : totals.owners()) {
            ObjectNode one = owners.addObject().put("owner", owner.owner());
            specs(one.putObject("specs"), owner.specs());
            findings(one.putObject("findings"), owner.findings());
        }
        ArrayNode waivers = json.putArray("waivers");
        totals.waivers()
                .forEach(use -> waivers.addObject()
                        .put("waiver", use.waiver().name())
                        .put("status", Words.of(use.status()))
                        .put("findings", use.findings()));
        history(json, totals);
        return json;
    }

    private static String camel(AuditTotals.ControlStatus status) {
        return status == AuditTotals.ControlStatus.NOT_ASSESSABLE ? "notAssessable" : Words.of(status);
    }

    private static void history(ObjectNode json, AuditTotals totals) {
        var history = totals.history();
        if (history == null) {
            json.putNull("history");
            return;
        }
        ObjectNode of = json.putObject("history")
                .put("since", history.since().toString())
                .put("new", history.added())
                .put("open", history.open());
        ArrayNode resolved = of.putArray("resolved");
        for (var finding : history.resolved()) {
            resolved.addObject()
                    .put("rule", finding.rule())
                    .put("source", finding.source())
                    .put("namespace", finding.namespace())
                    .put("name", finding.name())
                    .put("path", finding.pointer())
                    .put("fingerprint", finding.fingerprint())
                    .put(
                            "since",
                            finding.since() == null ? null : finding.since().toString());
        }
    }

    private static ObjectNode specs(ObjectNode json, SpecCount count) {
        return json.put("total", count.total())
                .put("compliant", count.compliant())
                .put("warned", count.warned())
                .put("denied", count.denied());
    }

    private static void findings(ObjectNode json, FindingCount count) {
        json.put("deny", count.deny())
                .put("warn", count.warn())
                .put("waived", count.waived())
                .put("baseline", count.baseline());
    }
}
