package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.builtin.BuiltinContext;
import dev.modelspec.engine.policy.wasm.PolicyData;
import dev.modelspec.engine.policy.wasm.PolicyEvaluator;
import dev.modelspec.engine.policy.wasm.PolicyPool;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates the rules of a bundle, with whichever settings it is told to: profiles may share one, and so its instances of the rules.
 * Thread-safe.
 */
public final class PolicyEngine implements AutoCloseable {
    private static final String NO_FINDINGS = "[{\"result\":[]}]";

    private final PolicyBundle bundle;
    private final RuleCatalog catalog;
    private final List<PolicyEvaluator> evaluators;
    private final Clock clock;
    private final Duration limit;

    /**
     * An engine.
     *
     * @param clock what rules are told is the time
     * @param limit how long the evaluation of one spec may take
     * @throws ConfigurationException if the bundle has no rules, which would let everything pass
     */
    public PolicyEngine(PolicyBundle bundle, Clock clock, Duration limit) {
        this(
                bundle,
                bundle.modules().stream()
                        .<PolicyEvaluator>map(module -> new PolicyPool(module, PolicyBundle.ENTRYPOINT, limit))
                        .toList(),
                clock,
                limit);
    }

    /** As above, of rules that are not compiled; they are closed with this engine. */
    public PolicyEngine(InterpretedPolicies policies, Clock clock, Duration limit) {
        this(policies.bundle(), List.of(policies), clock, limit);
    }

    private PolicyEngine(PolicyBundle bundle, List<PolicyEvaluator> evaluators, Clock clock, Duration limit) {
        this.bundle = bundle;
        this.catalog = bundle.catalog();
        if (catalog.rules().isEmpty()) {
            throw new ConfigurationException("The policies have no rules, and would let everything pass", List.of());
        }
        this.clock = clock;
        this.limit = limit;
        this.evaluators = evaluators;
    }

    /** What the rules say of themselves. */
    public RuleCatalog catalog() {
        return catalog;
    }

    /** Texts of the profiles that come with the rules, by name. */
    public SortedMap<String, Source> profiles() {
        return bundle.profiles();
    }

    /** Settings to evaluate with, where the rules that are {@link #on} are asked. The first settings are loaded meanwhile. */
    public Variant variant(Settings settings) {
        return variant(settings, on(settings));
    }

    /** As above, where other rules are asked, whatever their level. */
    public Variant variant(Settings settings, Predicate<RuleMetadata> asked) {
        return variant(settings, JsonTrees.write(documents(settings)), asked);
    }

    /** The settings of another variant, where other rules are asked. */
    public Variant variant(Variant like, Predicate<RuleMetadata> asked) {
        return variant(like.settings(), like.documents(), asked);
    }

    private Variant variant(Settings settings, byte[] documents, Predicate<RuleMetadata> asked) {
        var variant = new Variant(this, settings, documents, PolicyData.of(documents, "asked", names(asked)));
        evaluators.forEach(evaluator -> evaluator.prepare(variant.data(this)));
        return variant;
    }

    /** Says which rules are not off on every surface, or name secrets, which reports hide whether anybody wants the findings or not. */
    public static Predicate<RuleMetadata> on(Settings settings) {
        return rule ->
                rule.secrets() || settings.levels(rule.id()).values().stream().anyMatch(level -> level != Level.OFF);
    }

    /** What rules read as {@code data}, but for one another. */
    public ObjectNode data(Settings settings) {
        ObjectNode data = documents(settings);
        data.set("asked", names(on(settings)));
        return data;
    }

    /** All but the names of those that are asked. */
    private ObjectNode documents(Settings settings) {
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        documents.setAll((ObjectNode) bundle.data());
        documents.set("params", settings.parameters(catalog));
        return documents;
    }

    private ObjectNode names(Predicate<RuleMetadata> asked) {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        for (RuleMetadata rule : catalog.rules()) {
            if (asked.test(rule)) {
                names.withArrayProperty(rule.category()).add(rule.name());
            }
        }
        return names;
    }

    /** What rules read as {@code input}. */
    public static ObjectNode input(ObjectNode spec, ObjectNode context) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.setAll(spec);
        input.set("context", context);
        return input;
    }

    /**
     * Evaluates the rules of a variant on a spec.
     *
     * @param spec the tree of a ModelSpec that its JSON Schema accepts
     * @param context what {@code context.v0.1.json} describes
     * @param variant made by this engine
     * @param atMost how long each module of rules may take, if that is less than the engine's limit; null for that
     * @param time what rules are told is the time; null for what the engine's clock tells
     * @return findings in the order of the policies' sets
     * @throws GovernanceException if the rules did not give an answer
     */
    public List<PolicyFinding> evaluate(
            ObjectNode spec, ObjectNode context, Variant variant, @Nullable Duration atMost, @Nullable Instant time) {
        byte[] json = JsonTrees.write(input(spec, context));
        var builtins = new BuiltinContext(time == null ? clock.instant() : time);
        var findings = new ArrayList<PolicyFinding>();
        for (PolicyEvaluator evaluator : evaluators) {
            String answer = answer(evaluator, json, builtins, variant, atMost == null ? limit : atMost);
            if (!answer.equals(NO_FINDINGS)) {
                findings.addAll(findings(answer));
            }
        }
        return evaluators.size() == 1 ? List.copyOf(findings) : List.copyOf(new LinkedHashSet<>(findings));
    }

    private String answer(
            PolicyEvaluator evaluator, byte[] input, BuiltinContext builtins, Variant variant, Duration atMost) {
        try {
            return evaluator.evaluate(variant.data(this), input, builtins, atMost);
        } catch (GovernanceException e) {
            throw new GovernanceException(bundle.shown().apply(String.valueOf(e.getMessage())), e);
        }
    }

    /** As above, now. */
    public List<PolicyFinding> evaluate(ObjectNode spec, ObjectNode context, Variant variant, Duration atMost) {
        return evaluate(spec, context, variant, atMost, null);
    }

    /** As above, for as long as the engine's limit. */
    public List<PolicyFinding> evaluate(ObjectNode spec, ObjectNode context, Variant variant) {
        return evaluate(spec, context, variant, limit);
    }

    /**
     * How often parameters and data of rules were parsed so far. It grows no more once every instance of the rules has seen all
     * settings.
     */
    public long parses() {
        return evaluators.stream().mapToLong(PolicyEvaluator::parses).sum();
    }

    /** The copies of the rules that are in memory now. */
    public PolicyInstances instances() {
        return new PolicyInstances(
                evaluators.stream().mapToInt(PolicyEvaluator::idle).sum(),
                evaluators.stream().mapToInt(PolicyEvaluator::active).sum());
    }

    private List<PolicyFinding> findings(String answer) {
        JsonNode results = JsonTrees.read(Source.of("the policies' answer", answer));
        JsonNode report = results.path(0).path("result");
        if (results.size() != 1 || !report.isArray()) {
            throw new GovernanceException("policies gave no answer: " + PolicyBundle.ENTRYPOINT + " is undefined");
        }
        var findings = new ArrayList<PolicyFinding>();
        for (JsonNode finding : report) {
            findings.add(finding(finding));
        }
        return findings;
    }

    private PolicyFinding finding(JsonNode finding) {
        String id = finding.path("rule").asString("");
        RuleMetadata rule = catalog.rule(id)
                .orElseThrow(() -> malformed(id.isEmpty() ? "it names no rule" : "there is no rule " + id, finding));
        JsonNode misnamed = finding.get("misnamed");
        if (misnamed != null) {
            String other = misnamed.path("rule").asString("");
            throw malformed(
                    "rule " + id + " gave it " + (other.isEmpty() ? "no rule" : "the rule " + other)
                            + "; make it by result.fail(rego.metadata.chain(), details)",
                    misnamed);
        }
        JsonNode message = finding.path("message");
        if (!message.isString() || message.asString().isBlank()) {
            throw malformed("rule " + id + " gave it no message", finding);
        }
        JsonNode replacement = finding.get("replacement");
        if (replacement != null && !replacement.isValueNode()) {
            throw malformed("rule " + id + " gave it a replacement that is no text, number or boolean", finding);
        }
        List<String> secret = finding.has("secret") ? path(finding, "secret", id) : null;
        return new PolicyFinding(rule, path(finding, "path", id), message.asString(), replacement, secret);
    }

    private static List<String> path(JsonNode finding, String name, String rule) {
        JsonNode path = finding.path(name);
        var segments = new ArrayList<String>();
        if (!path.isArray()) {
            throw malformed("rule " + rule + " gave it no " + name + " that is an array", finding);
        }
        for (JsonNode segment : path) {
            if (!segment.isString() && !segment.isIntegralNumber()) {
                throw malformed(
                        "rule " + rule + " gave it a " + name + " with something else than names and positions",
                        finding);
            }
            segments.add(segment.asString());
        }
        return List.copyOf(segments);
    }

    private static GovernanceException malformed(String why, JsonNode finding) {
        String text = finding.toString();
        return new GovernanceException("policies returned a malformed finding: " + why + ": "
                + (text.length() > 200 ? text.substring(0, 200) + "…" : text));
    }

    @Override
    public void close() {
        evaluators.forEach(PolicyEvaluator::close);
    }
}
