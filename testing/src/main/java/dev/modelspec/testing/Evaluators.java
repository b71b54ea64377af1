package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The evaluators that suites need, one for each profile and choice of rules. Thread-safe. */
final class Evaluators implements AutoCloseable {
    private final PolicyEngine engine;
    private final Map<String, Governance> ofProfiles = new ConcurrentHashMap<>();
    private final Map<Choice, Governance> ofChoices = new ConcurrentHashMap<>();

    private record Choice(String profile, Set<String> rules) {}

    Evaluators(PolicyBundle bundle, Duration timeLimit) {
        engine = new PolicyEngine(bundle, Clock.systemUTC(), timeLimit);
    }

    /**
     * Judges a source as a suite wants it, which need not know of rules that it does not name.
     *
     * @throws ConfigurationException if the profile is wrong
     */
    Evaluation evaluate(Suite suite, Source source, EvaluationContext context) {
        return ofChoices
                .computeIfAbsent(new Choice(suite.profile(), suite.rules()), this::governance)
                .evaluate(source, context);
    }

    private Governance governance(Choice choice) {
        Governance all = ofProfiles.computeIfAbsent(
                choice.profile(),
                name -> Governance.builder().engine(engine).profile(name).build());
        return choice.rules().isEmpty() ? all : all.only(choice.rules());
    }

    @Override
    public void close() {
        ofProfiles.values().forEach(Governance::close);
        engine.close();
    }
}
