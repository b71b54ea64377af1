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
import java.util.concurrent.ConcurrentHashMap;

/** The evaluators that suites need, one for each profile. Thread-safe. */
final class Evaluators implements AutoCloseable {
    private final PolicyEngine engine;
    private final Map<String, Governance> made = new ConcurrentHashMap<>();

    Evaluators(PolicyBundle bundle, Duration timeLimit) {
        engine = new PolicyEngine(bundle, Clock.systemUTC(), timeLimit);
    }

    /**
     * Judges a source.
     *
     * @throws ConfigurationException if the profile is wrong
     */
    Evaluation evaluate(String profile, Source source, EvaluationContext context) {
        return made.computeIfAbsent(
                        profile,
                        name -> Governance.builder()
                                .engine(engine)
                                .profile(name)
                                .build())
                .evaluate(source, context);
    }

    @Override
    public void close() {
        made.values().forEach(Governance::close);
        engine.close();
    }
}
