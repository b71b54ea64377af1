package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The evaluators that suites need, one for each profile and choice of rules. Thread-safe. */
final class Evaluators implements AutoCloseable {
    private final PolicyEngine engine;
    private final Map<String, Governance> ofProfiles = new ConcurrentHashMap<>();
    private final Map<List<Object>, Governance> ofChoices = new ConcurrentHashMap<>();

    Evaluators(PolicyEngine engine) {
        this.engine = engine;
    }

    PolicyEngine engine() {
        return engine;
    }

    /**
     * Judges a source as a suite wants it, which need not know of rules that it does not name.
     *
     * @throws ConfigurationException if the profile is wrong
     */
    Evaluation evaluate(Suite suite, Source source, EvaluationContext context) {
        return ofChoices
                .computeIfAbsent(
                        List.of(suite.profile(), suite.rules()), choice -> governance(suite.profile(), suite.rules()))
                .evaluate(source, context);
    }

    private Governance governance(String profile, Set<String> rules) {
        Governance all = ofProfiles.computeIfAbsent(
                profile,
                name -> Governance.builder().engine(engine).profile(name).build());
        return rules.isEmpty() ? all : all.only(rules);
    }

    @Override
    public void close() {
        ofProfiles.values().forEach(Governance::close);
        engine.close();
    }
}
