package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RuleMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Looks at the JSON Schema that a rule gives a parameter, and holds the default of the parameter against it. */
public final class ParameterDefaults {
    private static final String CODE = "modelspec_rule_error";
    private static final DocumentType TYPE = new DocumentType("metadata/v1", "RuleMetadata", false);
    private static final SpecParser PARSER = SpecParser.of(TYPE);
    private static final RegexFormat REGEX = new RegexFormat();

    private ParameterDefaults() {}

    /**
     * What is wrong with defaults, at their lines.
     *
     * @param rules what the rules say of themselves
     * @param texts their Rego by path; a rule whose text is not there is passed over
     */
    public static List<RegoError> problems(Collection<RuleMetadata> rules, Map<String, String> texts) {
        var problems = new ArrayList<RegoError>();
        for (RuleMetadata rule : rules) {
            String text = texts.get(rule.file());
            if (text != null) {
                problems.addAll(problems(rule, text));
            }
        }
        return problems;
    }

    /**
     * What is wrong with the defaults of a rule.
     *
     * @param text its Rego; null if it cannot be looked at, so that the problem is at the rule's package
     */
    public static List<RegoError> problems(RuleMetadata rule, @Nullable String text) {
        if (rule.parameters().isEmpty()) {
            return List.of();
        }
        var problems = new ArrayList<RegoError>();
        for (var parameter : rule.parameters().properties()) {
            JsonNode schema = parameter.getValue();
            var wrong = ParameterSchema.problem(schema);
            if (wrong != null) {
                String what = "parameter " + parameter.getKey() + " of rule " + rule.id() + " " + wrong.message();
                problems.add(problem(rule, text, pointer(parameter.getKey()) + wrong.pointer(), what));
                continue;
            }
            List<Finding> findings;
            try {
                findings = findings(parameter.getKey(), schema);
            } catch (RuntimeException notTaken) {
                String what = "parameter " + parameter.getKey() + " of rule " + rule.id() + " has no valid JSON Schema";
                problems.add(problem(rule, text, pointer(parameter.getKey()), what));
                continue;
            }
            for (Finding finding : findings) {
                String remediation = finding.remediation() == null ? "" : " " + finding.remediation();
                String what = "the default of parameter " + parameter.getKey() + " of rule " + rule.id()
                        + " breaks the parameter's own schema: " + finding.message() + remediation;
                problems.add(problem(rule, text, finding.location().pointer(), what));
            }
        }
        return problems;
    }

    /** The values are OPA's, which reads the YAML of METADATA in its own way. */
    private static List<Finding> findings(String name, JsonNode parameter) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode alone = nodes.objectNode();
        alone.putObject("properties").set("default", parameter);
        JsonNode value = parameter.required("default");
        if (SchemaValidator.of(alone, REGEX).accepts(nodes.objectNode().set("default", value))) {
            return List.of();
        }
        ObjectNode schema = nodes.objectNode();
        ObjectNode document =
                nodes.objectNode().put("apiVersion", TYPE.apiVersion()).put("kind", TYPE.kind());
        ObjectNode inSchema = schema;
        ObjectNode inDocument = document;
        for (String step : List.of("custom", "parameters", name)) {
            inSchema = inSchema.putObject("properties").putObject(step);
            inDocument = inDocument.putObject(step);
        }
        inSchema.putObject("properties").set("default", parameter);
        inDocument.set("default", value);
        ParsedSpec parsed = parsed("METADATA.json", JsonTrees.write(document));
        return parsed == null ? List.of() : SchemaValidator.of(schema, REGEX).validate(parsed);
    }

    private static RegoError problem(RuleMetadata rule, @Nullable String text, String pointer, String message) {
        ParsedSpec metadata = text == null
                ? null
                : parsed("METADATA.yaml", yaml(text, rule.row()).getBytes(StandardCharsets.UTF_8));
        if (metadata == null) {
            return new RegoError(CODE, message, rule.file(), rule.row(), 1);
        }
        var region = metadata.locate(pointer).region();
        return new RegoError(CODE, message, rule.file(), region.startLine(), region.startColumn());
    }

    private static String pointer(String name) {
        return JsonPointers.child("/custom/parameters", name);
    }

    /** The METADATA above the package with everything at the line and column where it is in the Rego. */
    private static String yaml(String text, int packageLine) {
        List<String> lines = text.lines().limit(packageLine - 1L).toList();
        int start = lines.size();
        while (start > 0 && !lines.get(start - 1).strip().equals("# METADATA")) {
            start--;
        }
        var yaml = new StringBuilder("\n".repeat(start));
        for (String line : lines.subList(start, lines.size())) {
            yaml.append(line.startsWith("#") ? " " + line.substring(1) : "").append('\n');
        }
        String first = yaml.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        String indent = first.substring(0, first.length() - first.stripLeading().length());
        return yaml + indent + "apiVersion: " + TYPE.apiVersion() + "\n" + indent + "kind: " + TYPE.kind() + "\n";
    }

    private static @Nullable ParsedSpec parsed(String name, byte[] text) {
        var documents = PARSER.parse(new Source(name, text));
        return documents.size() == 1 && documents.get(0) instanceof ParsedSpec parsed ? parsed : null;
    }
}
