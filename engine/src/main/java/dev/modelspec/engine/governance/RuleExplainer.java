package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.FindingOrder;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicyFinding;
import dev.modelspec.engine.policy.RuleSources;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.rego.Explanation;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleMetadata;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tells why a rule did or did not find something, or was at fault. What it finds, the engine says; why, the trace of OPA. */
public final class RuleExplainer implements AutoCloseable {
    /** OPA interprets what the engine has compiled, and keeps a record. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RuleMetadata rule;
    private final RuleSources sources;
    private final Profile profile;
    private final PolicyEngine engine;
    private final RegoToolchain toolchain;
    private final Governance structure = Governance.builder().schemaOnly(true).build();

    /**
     * An explainer.
     *
     * @param rule a rule of the bundle
     * @param sources its Rego
     * @param profile says what the rule does, and its parameters
     * @param toolchain OPA, which stays open
     * @param timeLimit how long the rules may take for one spec
     */
    public RuleExplainer(
            PolicyBundle bundle,
            RuleMetadata rule,
            RuleSources sources,
            Profile profile,
            RegoToolchain toolchain,
            Duration timeLimit) {
        this.rule = rule;
        this.sources = sources;
        this.profile = profile;
        this.engine = new PolicyEngine(bundle, Clock.systemUTC(), timeLimit);
        this.toolchain = toolchain;
    }

    /**
     * Explains each ModelSpec of a source.
     *
     * @param name explain only specs with this {@code metadata.name}; null for all
     * @throws GovernanceException if there is no explanation
     */
    public List<RuleExplanation> explain(Source source, EvaluationContext context, @Nullable String name) {
        var specs = SpecParser.ofModelSpecs().parse(source).stream()
                .filter(ParsedSpec.class::isInstance)
                .map(ParsedSpec.class::cast)
                .collect(Collectors.toMap(ParsedSpec::index, spec -> spec));
        return structure.evaluate(source, context).specs().stream()
                .filter(evaluation -> name == null || name.equals(evaluation.name()))
                .map(evaluation -> {
                    ParsedSpec spec = evaluation.findings().isEmpty() ? specs.get(evaluation.document()) : null;
                    return new RuleExplanation(
                            rule, source.name(), evaluation, spec == null ? null : answer(spec, context));
                })
                .toList();
    }

    private RuleExplanation.Answer answer(ParsedSpec spec, EvaluationContext context) {
        ResolvedProfile resolved = profile.resolve(spec, context);
        Settings settings = resolved.settings();
        ObjectNode told = resolved.context().toJson(spec.tree(), spec.source());
        String fault = null;
        List<PolicyFinding> found;
        try {
            found = engine.evaluate(
                    spec.tree(), told, engine.variant(settings, asked -> asked.secrets() || asked.equals(rule)));
        } catch (ConfigurationException e) {
            throw e;
        } catch (GovernanceException e) {
            fault = String.valueOf(e.getMessage());
            found = engine.evaluate(spec.tree(), told, engine.variant(settings, RuleMetadata::secrets));
        }
        List<Finding> findings = found.stream()
                .filter(one -> one.rule().equals(rule))
                .map(one -> Governance.finding(one, settings.level(rule.id(), context.surface()), spec))
                .sorted(FindingOrder.BY_POSITION)
                .toList();
        ObjectNode input = PolicyEngine.input(spec.tree(), told);
        SecretTexts secrets = SecretTexts.of(spec.tree(), found);
        return new RuleExplanation.Answer(
                resolved,
                fault == null ? findings : List.of(),
                fault == null ? null : secrets.hide(fault),
                input,
                trace(input, settings).with(secrets::hide));
    }

    private Explanation trace(ObjectNode input, Settings settings) {
        try {
            Explanation trace =
                    toolchain.explain(sources.workspace(), sources.packagePath(), input, engine.data(settings), LIMIT);
            if (trace.definitions().isEmpty()) {
                throw new GovernanceException("rule " + rule.id() + " cannot be explained: there is no Rego of it");
            }
            return trace;
        } catch (RegoException e) {
            throw new GovernanceException("rule " + rule.id() + " cannot be explained: " + e.getMessage(), e);
        }
    }

    /** Ends the rules. */
    @Override
    public void close() {
        engine.close();
        structure.close();
    }
}
