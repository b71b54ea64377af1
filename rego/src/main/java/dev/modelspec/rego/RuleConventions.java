package dev.modelspec.rego;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a rule must look like, beyond being Rego. Collects all that is wrong before it complains. */
final class RuleConventions {
    private static final String CODE = "modelspec_rule_error";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    private final List<RegoError> errors = new ArrayList<>();
    private final SortedMap<String, RuleMetadata> rules = new TreeMap<>();

    SortedMap<String, RuleMetadata> read(Collection<RegoModule> modules) throws RegoException {
        Map<List<String>, RegoModule> packages = new HashMap<>();
        for (RegoModule module : modules) {
            RegoModule other = packages.putIfAbsent(module.path(), module);
            if (other != null) {
                error(
                        other,
                        "package " + dotted(module) + " is also declared in " + module.file()
                                + ": give each rule an id, and each library a name, of its own");
            } else {
                read(module);
            }
        }
        if (!errors.isEmpty()) {
            throw new RegoException(errors);
        }
        return rules;
    }

    private void read(RegoModule module) {
        List<String> path = module.path();
        if (startsWith(path, "modelspec", "rules") && path.size() == 4) {
            readRule(module);
        } else if (!path.equals(List.of("modelspec", "main"))
                && !(startsWith(path, "modelspec", "lib") && path.size() > 2)) {
            error(
                    module,
                    "package " + dotted(module) + " is neither a rule nor a library: a rule is in package"
                            + " modelspec.rules.<category>[\"<rule-id>\"], a library in modelspec.lib.<name>");
        }
    }

    private void readRule(RegoModule module) {
        String category = module.path().get(2);
        String name = module.path().get(3);
        if (!NAME.matcher(category).matches() || !NAME.matcher(name).matches()) {
            error(
                    module,
                    "rule id " + category + "/" + name
                            + " must consist of lower-case letters, digits and single hyphens");
        }
        if (RuleMetadata.isOfTheEngine(category + "/" + name)) {
            error(module, "category `" + category + "` is that of the engine's own findings: choose another");
        }
        readPublicRules(module);
        if (module.metadata() == null) {
            error(
                    module,
                    "rule " + category + "/" + name
                            + " has no # METADATA block with `scope: package` before its package");
            return;
        }
        JsonNode metadata = module.metadata();
        JsonNode custom = metadata.path("custom");
        String severity = custom.path("severity").asString("");
        if (!SEVERITIES.contains(severity)) {
            error(
                    module,
                    "METADATA custom.severity is " + (severity.isEmpty() ? "missing" : "`" + severity + "`")
                            + ": it is one of critical, high, medium, low");
        }
        readTypes(module, custom);
        rules.put(
                category + "/" + name,
                new RuleMetadata(
                        category + "/" + name,
                        text(module, metadata, "title"),
                        text(module, metadata, "description"),
                        severity,
                        text(module, custom, "remediation"),
                        RuleMetadataJson.strings(custom.path("controls")),
                        RuleMetadataJson.resources(metadata.path("related_resources")),
                        parameters(module, custom),
                        custom.path("secrets").asBoolean(false),
                        module.file(),
                        module.row()));
    }

    private void readTypes(RegoModule module, JsonNode custom) {
        JsonNode secrets = custom.path("secrets");
        if (!secrets.isMissingNode() && !secrets.isBoolean()) {
            error(module, "METADATA custom.secrets must be true or false");
        }
        JsonNode controls = custom.path("controls");
        if (!controls.isMissingNode()
                && !(controls.isArray() && controls.valueStream().allMatch(JsonNode::isString))) {
            error(module, "METADATA custom.controls must be a list of texts, such as [eu-ai-act/art-15-4]");
        }
    }

    private void readPublicRules(RegoModule module) {
        boolean reports = false;
        for (RegoModule.Rule rule : module.rules()) {
            if (rule.name().equals("report")) {
                reports = true;
                if (!rule.contains()) {
                    errors.add(new RegoError(
                            CODE,
                            "`report` must be a set of findings, and is another rule here: write `report contains finding if"
                                    + " { … }`",
                            module.file(),
                            rule.row(),
                            1));
                }
            } else if (!rule.name().startsWith("_")) {
                errors.add(new RegoError(
                        CODE,
                        "`" + rule.name()
                                + "` must begin with an underscore: `report` is the only public rule of a rule's package",
                        module.file(),
                        rule.row(),
                        1));
            }
        }
        if (!reports) {
            error(module, "rule has no `report`: it needs `report contains finding if { … }`");
        }
    }

    private String text(RegoModule module, JsonNode metadata, String field) {
        String text = metadata.path(field).asString("").strip();
        if (text.isEmpty()) {
            String path = field.equals("remediation") ? "custom." + field : field;
            error(module, "METADATA " + path + " is missing");
        }
        return text;
    }

    private ObjectNode parameters(RegoModule module, JsonNode custom) {
        JsonNode parameters = custom.path("parameters");
        if (parameters.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        for (var parameter : parameters.properties()) {
            if (!parameter.getValue().has("default")) {
                error(module, "METADATA custom.parameters." + parameter.getKey() + " has no default");
            }
        }
        if (parameters instanceof ObjectNode object) {
            return object;
        }
        error(module, "METADATA custom.parameters must map names to JSON Schemas");
        return JsonNodeFactory.instance.objectNode();
    }

    private static boolean startsWith(List<String> path, String... start) {
        return path.size() >= start.length && path.subList(0, start.length).equals(List.of(start));
    }

    private static String dotted(RegoModule module) {
        return String.join(".", module.path());
    }

    private void error(RegoModule module, String message) {
        errors.add(new RegoError(CODE, message, module.file(), module.row(), 1));
    }
}
