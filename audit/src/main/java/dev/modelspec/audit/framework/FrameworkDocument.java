package dev.modelspec.audit.framework;

import dev.modelspec.audit.framework.Framework.Control;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns a document that its schema accepts into a framework, and finds what the schema cannot. */
final class FrameworkDocument {
    private static final String CONTROLS = "/spec/controls/";

    private final ParsedSpec document;
    private final boolean rulesMustExist;
    private final TreeSet<String> known = new TreeSet<>();

    /** Ids of rules by the controls that their METADATA names. */
    private final Map<String, TreeSet<String>> claims = new HashMap<>();

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A document.
     *
     * @param rulesMustExist whether a rule that is not among the rules is a mistake
     */
    FrameworkDocument(ParsedSpec document, Collection<RuleMetadata> rules, boolean rulesMustExist) {
        this.document = document;
        this.rulesMustExist = rulesMustExist;
        for (RuleMetadata rule : rules) {
            known.add(rule.id());
            rule.controls()
                    .forEach(control -> claims.computeIfAbsent(control, any -> new TreeSet<>())
                            .add(rule.id()));
        }
    }

    /**
     * The framework.
     *
     * @throws ConfigurationException if something is wrong
     */
    Framework framework() {
        JsonNode metadata = document.tree().path("metadata");
        JsonNode spec = document.tree().path("spec");
        String name = text(metadata, "name");
        String url = text(spec, "url");
        var controls = new ArrayList<Control>();
        for (JsonNode control : spec.path("controls")) {
            controls.add(control(name, url, control, controls.size()));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("Framework " + document.source() + " is wrong", problems);
        }
        return new Framework(name, text(metadata, "title"), text(spec, "version"), url, controls);
    }

    private Control control(String framework, String frameworkUrl, JsonNode control, int index) {
        String id = text(control, "id");
        Integer first = ids.putIfAbsent(id, index);
        if (first != null) {
            problem(
                    CONTROLS + index + "/id",
                    "The control " + id + " is already there at " + place(CONTROLS + first + "/id") + ".");
        }
        var rules = new TreeSet<>(claims.getOrDefault(framework + "/" + id, new TreeSet<>()));
        JsonNode listed = control.path("rules");
        for (int i = 0; i < listed.size(); i++) {
            String rule = listed.get(i).stringValue();
            rules.add(rule);
            if (rulesMustExist && !known.contains(rule)) {
                problem(CONTROLS + index + "/rules/" + i, "There is no rule " + rule + "." + suggestion(rule));
            }
        }
        if (control.has("rules") && control.has("notAssessable")) {
            problem(
                    CONTROLS + index + "/notAssessable",
                    "The control " + id + " has rules as well as a reason why no spec can show it. Leave one out.");
        }
        // Somebody's own rule shows after all what ours cannot.
        String notAssessable = rules.isEmpty() ? optional(control, "notAssessable") : null;
        if (rules.isEmpty() && notAssessable == null) {
            problem(
                    CONTROLS + index + "/id",
                    "The control " + id + " has no rules, and no rule's METADATA names " + framework + "/" + id
                            + ". List rules, or say with `notAssessable` why no spec can show it.");
        }
        String url = optional(control, "url");
        return new Control(
                id, text(control, "title"), url == null ? frameworkUrl : url, List.copyOf(rules), notAssessable);
    }

    private String suggestion(String rule) {
        String near = Spelling.nearest(rule, List.copyOf(known));
        return near == null ? " `modelspec rules` lists them." : " Did you mean " + near + "?";
    }

    private void problem(String pointer, String message) {
        problems.add(place(pointer) + ": " + message);
    }

    private String place(String pointer) {
        var region = document.locate(pointer).region();
        return document.source() + ":" + region.startLine() + ":" + region.startColumn();
    }

    private static String text(JsonNode parent, String field) {
        return parent.path(field).asString("");
    }

    private static @Nullable String optional(JsonNode parent, String field) {
        return parent.has(field) ? text(parent, field) : null;
    }
}
